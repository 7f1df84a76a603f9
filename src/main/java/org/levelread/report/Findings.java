package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmOutcome;
import org.levelread.analysis.StudyData;
import org.levelread.statistics.ClusterBootstrap;

/// Everything that a report says, computed from frozen data alone: the same data give the same findings.
///
/// @param dataSha256 of the data
/// @param outcomes of every film with a prediction against each other answer
/// @param chapters the headline first
public record Findings(
        String dataSha256,
        StudyData data,
        AgreementReport agreement,
        List<FilmOutcome> outcomes,
        List<Chapter> chapters) {
    /// 10,000 draws from a fixed seed
    public static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(20_260_101L, 10_000);

    public Findings {
        outcomes = List.copyOf(outcomes);
        chapters = List.copyOf(chapters);
    }

    /// @param progress is told the share that is done, in [0, 1], and what comes next
    public static Findings of(StudyData data, BiConsumer<Double, String> progress) {
        return of(data, BOOTSTRAP, progress);
    }

    /// @param bootstrap instead of [#BOOTSTRAP]
    public static Findings of(StudyData data, ClusterBootstrap bootstrap, BiConsumer<Double, String> progress) {
        List<Chapter> chapters = new ArrayList<>();
        progress.accept(0.02, "interchangeability of model and readers");
        chapters.add(HeadlineChapter.of(data, bootstrap));
        progress.accept(0.2, "agreement of every pair");
        AgreementReport agreement = AgreementReport.of(data.films(), bootstrap);
        chapters.add(AgreementChapters.forest(agreement));
        chapters.addAll(LevelAccuracyChapter.of(data));
        progress.accept(0.75, "names, shifts and causes");
        List<FilmOutcome> outcomes = FilmOutcome.of(data.films());
        chapters.addAll(NameChapters.of(data, outcomes));
        chapters.addAll(CauseChapters.of(data, outcomes));
        progress.accept(0.8, "confidence and risk");
        chapters.addAll(ConfidenceChapters.of(data));
        progress.accept(0.85, "the reader panel");
        chapters.addAll(ReaderChapters.of(data, agreement, bootstrap));
        chapters.addAll(ArmChapter.of(data, bootstrap));
        chapters.addAll(ReaderCaseChapters.of(data));
        chapters.add(AgreementChapters.subgroups(data));
        progress.accept(0.9, "the history of the reference");
        chapters.addAll(ReferenceChapters.of(data));
        chapters.add(FlowChapter.of(data));
        return new Findings(data.hash(), data, agreement, outcomes, chapters);
    }

    /// everything about the report in one zip; the same findings and header give the same bytes
    public byte[] pack(ReportHeader header) {
        return ExportPack.of(this, header);
    }

    public Chapter chapter(String id) {
        return chapters.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
