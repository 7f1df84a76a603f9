package org.levelread.report;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.levelread.analysis.StudyData;
import org.levelread.audit.Audited;
import org.levelread.protocol.Studies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Computes a queued report from its frozen data. One that a dead server left is computed again from its beginning.
@Component
class ReportExecution {
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("report");

    private static final Logger log = LoggerFactory.getLogger(ReportExecution.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReportStore store;
    private final Studies studies;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    ReportExecution(
            ReportStore store,
            Studies studies,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.studies = studies;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void execute(UUID id) {
        FrozenReport report = store.find(id).orElse(null);
        if (report == null || !store.start(id)) return;
        try {
            StudyData data = StudyData.parse(store.data(id));
            Findings findings = Findings.of(data, (share, stage) -> store.progress(id, share, stage));
            store.progress(id, .93, "the export pack");
            byte[] pack = ExportPack.of(findings, header(report));
            List<ReportPage> pages = ReportPage.of(findings);
            byte[] shown = JSON.writeValueAsString(pages).getBytes(StandardCharsets.UTF_8);
            String sha256 = StudyData.sha256(pack);
            transaction.executeWithoutResult(status -> {
                store.finish(id, pack, sha256, shown, clock.instant());
                events.publishEvent(Audited.entry(
                        "report.computed", subject(report), Map.of("data", report.dataSha256(), "pack", sha256), ""));
            });
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            log.error("Report {} failed", id, e);
            store.fail(
                    id,
                    "The report could not be computed: the program met an error, which the server's log has under report "
                            + id + ".");
        }
    }

    /// what the pack of these findings is, to compare with the one that is kept
    byte[] packAgain(FrozenReport report) {
        Findings findings = Findings.of(StudyData.parse(store.data(report.id())), (share, stage) -> {});
        return ExportPack.of(findings, header(report));
    }

    private ReportHeader header(FrozenReport report) {
        String study = studies.find(report.studyId()).orElseThrow().title();
        return new ReportHeader(
                study + (report.locked() ? "" : " (interim: the database is not locked)"),
                report.frozenAt().atZone(ZoneOffset.UTC),
                report.frozenBy());
    }

    private static String subject(FrozenReport report) {
        return "Report " + report.dataSha256().substring(0, 12);
    }

    /// A lost database is retried for a while; everything else ends the report in [#execute].
    @Configuration
    static class Scheduling {
        @Bean
        Task<Void> reportTask(ReportExecution reports) {
            return Tasks.oneTime(TASK)
                    .onDeadExecutionRevive()
                    .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5), 2))
                    .execute((instance, context) -> reports.execute(UUID.fromString(instance.getId())));
        }
    }
}
