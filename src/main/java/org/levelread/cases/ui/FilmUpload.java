package org.levelread.cases.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.levelread.cases.UploadOutcome;
import org.levelread.cases.Uploads;
import org.levelread.intake.FilmReader;
import org.levelread.readers.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where films are dropped or chosen; tells the page what came of each.
final class FilmUpload extends Upload {
    private static final Logger log = LoggerFactory.getLogger(FilmUpload.class);

    /// @param refused gets a sentence for each file that was not taken, in the page's thread
    /// @param stored runs after each film that was, in the page's thread
    FilmUpload(Uploads uploads, UUID studyId, SignedIn sender, Consumer<String> refused, Runnable stored) {
        addClassName("film-upload");
        setId("film-upload");
        setMaxFileSize(Math.toIntExact(FilmReader.MOST_BYTES));
        setDropLabel(new Span(
                "Drop films here: PNG, JPEG or DICOM, up to " + FilmReader.MOST_BYTES / 1_000_000 + " MB each"));
        setI18n(texts());
        setUploadHandler(new Handler(uploads, studyId, sender, refused, stored));
        // what came of each file stands in the page: the list and the refusals
        addAllFinishedListener(event -> clearFileList());
        // the browser already refuses what is too long
        addFileRejectedListener(event -> refused.accept(Uploads.tooLong(event.getFileName())));
    }

    private static UploadI18N texts() {
        UploadI18N texts = new UploadI18N();
        texts.setAddFiles(new UploadI18N.AddFiles().setOne("Choose a film…").setMany("Choose films…"));
        texts.setDropFiles(new UploadI18N.DropFiles().setOne("Drop a film here").setMany("Drop films here"));
        texts.setError(new UploadI18N.Error()
                .setFileIsTooBig("Too long")
                .setTooManyFiles("Too many files")
                .setIncorrectFileType("Not a film"));
        texts.setFile(
                new UploadI18N.File().setRetry("Try again").setStart("Start").setRemove("Remove"));
        texts.setUploading(new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting("Connecting…")
                        .setStalled("Waiting…")
                        .setProcessing("Reading the film…")
                        .setHeld("Queued"))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix("still ")
                        .setUnknown(""))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable("The server does not answer")
                        .setUnexpectedServerError("Not stored")
                        .setForbidden("Not stored")));
        texts.setUnits(List.of("B", "kB", "MB", "GB"), 1000);
        return texts;
    }

    private record Handler(Uploads uploads, UUID studyId, SignedIn sender, Consumer<String> refused, Runnable stored)
            implements UploadHandler {
        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            UI page = event.getUI();
            if (event.getFileSize() > FilmReader.MOST_BYTES) {
                event.reject("Too long");
                page.access(() -> refused.accept(Uploads.tooLong(event.getFileName())));
                return;
            }
            UploadOutcome outcome;
            try {
                outcome = uploads.take(studyId, event.getInputStream(), event.getFileName(), sender);
            } catch (RuntimeException e) {
                log.error("an uploaded film could not be stored", e);
                outcome = new UploadOutcome.Refused(event.getFileName() + " could not be stored because of an error in"
                        + " the program: try again, and tell the administrator if it happens again.");
            }
            switch (outcome) {
                case UploadOutcome.Stored kept -> page.access(stored::run);
                case UploadOutcome.Quarantined(String sentence) ->
                    page.access(() -> refused.accept(sentence + " It waits under Arrivals."));
                case UploadOutcome.Refused(String sentence) -> {
                    event.reject("Not stored");
                    page.access(() -> refused.accept(sentence));
                }
            }
        }
    }
}
