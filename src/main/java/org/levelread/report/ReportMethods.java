package org.levelread.report;

import java.util.List;
import org.levelread.statistics.ClusterBootstrap;

/// What the report says about how its numbers were made.
final class ReportMethods {
    private ReportMethods() {}

    /// @param frozen whether the report comes from frozen data
    static List<String> paragraphs(ClusterBootstrap bootstrap, boolean frozen) {
        return List.of(
                "Two answers match exactly where they name the same set of instrumented levels; two empty sets match. The Jaccard index is the "
                        + "number of levels in both sets over the number in either, 1 where both are empty and 0 where one is.",
                "Exact match has a Wilson score interval. Where a film or patient enters more than once, its counts are divided by the "
                        + "Rao-Scott design effect (never below 1); where every answer matches, or none does, each film or patient "
                        + "counts once.",
                "Cohen's kappa has the standard error of Fleiss, Cohen and Everitt (1969) and a z interval, Gwet's AC1 an interval from "
                        + "Student's t with n \u2212 1 degrees of freedom, as irrCAC gives it. Where several answers belong to one film or patient, "
                        + "and for all levels together, the interval is a " + bootstrap.inWords()
                        + ", the cluster being the patient where one is given and the film otherwise. Upper limits above 1 are printed as 1. "
                        + "Full agreement has a standard error of 0 and therefore no interval.",
                "Means and medians of the Jaccard index, Dice coefficient and reading time have intervals of the same bootstrap. Films on "
                        + "which both masks are empty have a Dice coefficient of 1 by definition and are left out of the mean.",
                "No interval is adjusted for multiple comparisons. A number is called not estimable, with its reason, where a rater used a "
                        + "single category or fewer than two units could be compared.",
                "The data checksum in the footer is the SHA-256 of "
                        + (frozen ? "data.json in the export pack" : "the CSV export of the same data")
                        + " (sha256sum FILE).");
    }
}
