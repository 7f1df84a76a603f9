package org.levelread.pacs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/// When what is due, in PostgreSQL: whatever was queued is done by a server that lives, if need be another one.
///
/// A db-scheduler of this room's own, with threads and a table of its own, so that an archive that answers slowly
/// holds no prediction back.
@Component
class ArchiveQueue {
    private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("archive-job");
    private static final TaskDescriptor<Void> SEARCH = TaskDescriptor.of("archive-search");
    private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(30);

    private final Scheduler scheduler;

    ArchiveQueue(
            DataSource dataSource,
            ObjectProvider<Transfers> transfers,
            @Value("${db-scheduler.scheduler-name:}") String name,
            @Value("${db-scheduler.polling-interval:1s}") Duration polling,
            @Value("${db-scheduler.immediate-execution-enabled:true}") boolean immediately) {
        CustomTask<Void> job = Tasks.custom(JOB)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_AN_ERROR))
                .execute((instance, context) ->
                        then(transfers.getObject().execute(UUID.fromString(instance.getId()))));
        CustomTask<Void> search = Tasks.custom(SEARCH)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_AN_ERROR))
                .execute((instance, context) ->
                        then(transfers.getObject().search(UUID.fromString(instance.getId()))));
        // what is scheduled in a transaction is scheduled with its commit
        var builder = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.of(job, search))
                .tableName("pacs.scheduled_tasks")
                .schedulerName(new SchedulerName.Fixed(name.isEmpty() ? "levelread-" + UUID.randomUUID() : name))
                .threads(2)
                .pollingInterval(polling)
                .heartbeatInterval(Duration.ofSeconds(3))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .alwaysPersistTimestampInUTC();
        if (immediately) builder.enableImmediateExecution();
        scheduler = builder.build();
    }

    private static CompletionHandler<Void> then(Optional<Instant> again) {
        return (complete, operations) ->
                again.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
    }

    void job(UUID jobId, Instant at) {
        scheduler.scheduleIfNotExists(JOB.instance(jobId.toString()).scheduledTo(at));
    }

    /// a job that waits for a later time is done at this one
    void jobAgain(UUID jobId, Instant at) {
        TaskInstanceId instance = TaskInstanceId.of(JOB.getTaskName(), jobId.toString());
        if (scheduler.getScheduledExecution(instance).isEmpty()) job(jobId, at);
        else move(instance, at);
    }

    /// at this time, whatever was planned before
    void search(UUID archiveId, Instant at) {
        TaskInstanceId instance = TaskInstanceId.of(SEARCH.getTaskName(), archiveId.toString());
        if (!scheduler.scheduleIfNotExists(SEARCH.instance(archiveId.toString()).scheduledTo(at))) {
            move(instance, at);
        }
    }

    private void move(TaskInstanceId instance, Instant at) {
        try {
            scheduler.reschedule(instance, at);
        } catch (TaskInstanceException e) {
            // it runs just now, or has just ended: that is what was asked for
        }
    }

    void noSearch(UUID archiveId) {
        TaskInstanceId instance = TaskInstanceId.of(SEARCH.getTaskName(), archiveId.toString());
        try {
            if (scheduler.getScheduledExecution(instance).isPresent()) scheduler.cancel(instance);
        } catch (TaskInstanceException e) {
            // it runs just now, and plans no other where it sees that nobody wants one
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        scheduler.start();
    }

    @PreDestroy
    void stop() {
        scheduler.stop();
    }
}
