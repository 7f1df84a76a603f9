package org.levelread.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Arrival;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.DicomRefusedException;
import org.levelread.dicom.Tag;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Takes what a router pushes, one object at a time: a push that was answered is a film in the study.
@Component
class Pushes {
    /// What became of one object; the UIDs are the router's own, for the answer to it alone.
    ///
    /// @param failureReason of PS3.4, CC.2.3 and PS3.18, I.2: 0 where it was taken
    /// @param sentence empty where it was taken
    record Result(String sopClass, String sopInstance, int failureReason, String sentence) {
        boolean taken() {
            return failureReason == 0;
        }
    }

    static final int CANNOT_UNDERSTAND = 0xC000;
    static final int NOT_A_FILM = 0x0122;
    static final int WRONG_STUDY = 0xA900;
    static final int TOO_LARGE = 0xA700;

    /// each holds an object in memory
    private final Semaphore reading = new Semaphore(2);

    private final ObjectStore objects;
    private final Transfers transfers;
    private final OutsideKey key;
    private final TransactionOperations transaction;
    private final Clock clock;

    Pushes(ObjectStore objects, Transfers transfers, OutsideKey key, TransactionOperations transaction, Clock clock) {
        this.objects = objects;
        this.transfers = transfers;
        this.key = key;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param study UID that the address names, null where it names none
    Result take(Router router, @Nullable String study, Spool file) throws IOException {
        ObjectUids uids;
        reading.acquireUninterruptibly();
        try {
            // closing the stream would take the file away
            InputStream in = file.read();
            DataSet header = DicomFile.read(in.readAllBytes()).dataSet();
            uids = new ObjectUids(
                    header.text(Tag.STUDY_INSTANCE_UID),
                    header.text(Tag.SERIES_INSTANCE_UID),
                    header.text(Tag.SOP_INSTANCE_UID),
                    header.text(Tag.SOP_CLASS_UID));
        } catch (DicomRefusedException | IllegalArgumentException e) {
            String why = e instanceof DicomRefusedException ? e.getMessage() : "lacks a UID that every object has.";
            return new Result("", "", CANNOT_UNDERSTAND, "An object " + why);
        } finally {
            reading.release();
        }
        if (study != null && !study.equals(uids.study())) {
            return new Result(uids.sopClass(), uids.instance(), WRONG_STUDY, "An object is of another study.");
        }
        return transaction.execute(status -> take(router, uids, file));
    }

    /// known once in a study: a second push is answered as the first was
    private Result take(Router router, ObjectUids uids, Spool file) {
        String pseudonym = key.pseudonym(uids.instance());
        UUID id = UUID.randomUUID();
        ArchiveObject fresh = new ArchiveObject(
                id,
                router.studyId(),
                router.archiveId(),
                key.seal(Transfers.place(id), uids.text()),
                ArchiveObject.State.KNOWN,
                null,
                1);
        objects.add(fresh, router.id(), pseudonym, clock.instant());
        ArchiveObject object = objects.find(router.studyId(), pseudonym).orElseThrow();
        if (object.state() == ArchiveObject.State.TAKEN || object.state() == ArchiveObject.State.QUARANTINED) {
            return new Result(uids.sopClass(), uids.instance(), 0, "");
        }
        return switch (transfers.take(object, file, router.name())) {
            case Arrival.Added added -> new Result(uids.sopClass(), uids.instance(), 0, "");
            case Arrival.Duplicate duplicate -> new Result(uids.sopClass(), uids.instance(), 0, "");
            // it is here, and waits for a person
            case Arrival.Quarantined quarantined -> new Result(uids.sopClass(), uids.instance(), 0, "");
            case Arrival.Refused(String reason) ->
                new Result(uids.sopClass(), uids.instance(), NOT_A_FILM, "An object " + reason);
        };
    }
}
