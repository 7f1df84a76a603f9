package org.levelread.cases;

import java.util.Map;

/// How many films came, and what became of them: the upper half of a STARD flow diagram.
///
/// @param offered films that were uploaded or imported, duplicates included
/// @param duplicates refused because the same pixels were there already
/// @param excluded by the protocol's criterion, in the order of the criteria's names
/// @param patients of the enrolled films; a film without a pseudonym counts as a patient of its own
public record EnrolmentFlow(
        int offered,
        int duplicates,
        int undecided,
        Map<String, Integer> excluded,
        int training,
        int enrolled,
        int patients) {}
