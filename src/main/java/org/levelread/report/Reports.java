package org.levelread.report;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.levelread.analysis.FrozenStudy;
import org.levelread.analysis.StudyData;
import org.levelread.audit.Audited;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Study;
import org.levelread.protocol.StudyState;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The reports of a study, for who leads it. Freezing takes the data; a queued job computes the report from them.
@Service
public class Reports {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReportPage>> PAGES = new TypeReference<>() {};

    private final ReportStore store;
    private final ReportExecution execution;
    private final FrozenStudy frozen;
    private final Protocols protocols;
    private final SchedulerClient scheduler;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reports(
            ReportStore store,
            ReportExecution execution,
            FrozenStudy frozen,
            Protocols protocols,
            SchedulerClient scheduler,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.execution = execution;
        this.frozen = frozen;
        this.protocols = protocols;
        this.scheduler = scheduler;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// whether the protocol lets results be seen now
    public boolean allowed(UUID studyId) {
        return protocols.resultsVisible(studyId);
    }

    /// Freezes the study's data and queues their report; the same data again give the report that is there.
    ///
    /// @throws IllegalStateException with a sentence, while the protocol keeps results hidden
    @Transactional
    public FrozenReport freeze(Study study) {
        SignedIn lead = lead();
        if (!allowed(study.id())) {
            throw new IllegalStateException(
                    "The protocol hides results until the database is locked and unblinded: there is no report before that.");
        }
        StudyData data = frozen.take(study);
        String sha256 = data.hash();
        // a PDF's dates hold whole seconds
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean locked = protocols.state(study.id()) == StudyState.LOCKED;
        UUID id = UUID.randomUUID();
        if (store.add(id, study.id(), sha256, data.bytes(), locked, now, lead.displayName())) {
            queue(id);
            events.publishEvent(
                    Audited.entry("report.frozen", study.slug(), Map.of("data", sha256, "locked", locked), ""));
        } else {
            store.ofData(study.id(), sha256).filter(r -> store.requeue(r.id())).ifPresent(r -> queue(r.id()));
        }
        return store.ofData(study.id(), sha256).orElseThrow();
    }

    /// the newest first
    public List<FrozenReport> list(UUID studyId) {
        lead();
        return store.ofStudy(studyId);
    }

    public FrozenReport find(UUID reportId) {
        lead();
        return store.find(reportId).orElseThrow(() -> new IllegalArgumentException("no report has the id " + reportId));
    }

    /// the chapters of a report that is done
    public List<ReportPage> pages(UUID reportId) {
        lead();
        return JSON.readValue(store.pages(reportId), PAGES);
    }

    /// the export pack of a report that is done
    @Transactional
    public byte[] pack(UUID reportId) {
        FrozenReport report = find(reportId);
        events.publishEvent(new Audited(
                "report.exported",
                "Report " + report.dataSha256().substring(0, 12),
                Map.of("pack", String.valueOf(report.packSha256()))));
        return store.pack(reportId);
    }

    /// Computes a report again from its frozen data and says whether the pack is the same to the last byte.
    public boolean verify(UUID reportId) {
        FrozenReport report = find(reportId);
        return StudyData.sha256(execution.packAgain(report)).equals(report.packSha256());
    }

    private void queue(UUID id) {
        scheduler.schedule(ReportExecution.TASK.instance(id.toString()).scheduledTo(clock.instant()));
    }

    private SignedIn lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study may see its report");
        }
        return account;
    }
}
