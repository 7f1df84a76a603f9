package org.levelread.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Arrival;
import org.levelread.cases.Enrolments;
import org.levelread.cases.Film;
import org.levelread.cases.FilmArrivals;
import org.levelread.cases.ImportLedger;
import org.levelread.commands.ImportLine.Status;
import org.levelread.dicom.DicomReader;
import org.levelread.dicom.Tag;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.intake.IncomingFilm;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.shell.CommandContext;
import org.levelread.shell.DatabaseAccess;
import org.springframework.transaction.support.TransactionOperations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Brings DICOM films of a folder into a study, one after the other.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "De-identifies the DICOM films of a folder and stores them in a study; a line for each file. It works"
                        + " beside a running server, and an import that was interrupted goes on where it was.")
public final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder with films, in it and below, or one file")
    private Path folder = Path.of(".");

    @Option(
            names = "--study",
            paramLabel = "S",
            description = "the study's short name; without it the study that is worked in")
    private @Nullable String study;

    @Option(names = "--dry-run", description = "read and judge every file, and store nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "one JSON object a line on standard output, nothing else there")
    private boolean json;

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "1",
            description = "the frame to take of files with several (default: ${DEFAULT-VALUE})")
    private int frame;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = "short name of where the films were made, at most 40 characters; the report counts by it")
    private @Nullable String site;

    @Option(
            names = "--surgery-dates",
            paramLabel = "CSV",
            description =
                    "lines of patient identifier,YYYY-MM-DD: films then keep their day from surgery; the file is not kept")
    private @Nullable Path surgeryDates;

    @Option(names = "--data", defaultValue = "./data", description = "the server's data folder (${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    private final JsonMapper mapper = JsonMapper.builder().build();

    /// takes a film that was read
    private interface Taking {
        ImportLine take(String file, byte[] bytes);
    }

    @Override
    public Integer call() throws IOException {
        if (frame < 1) throw new ParameterException(spec.commandLine(), "--frame counts from 1, was " + frame);
        if (!Files.exists(folder)) throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
        SurgeryDates surgeries;
        try {
            surgeries = surgeryDates == null ? new SurgeryDates(Map.of()) : SurgeryDates.read(surgeryDates);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        if (site != null && (site.isBlank() || site.strip().length() > 40)) {
            throw new ParameterException(spec.commandLine(), "--site takes a short name of 1 to 40 characters, was " + site);
        }
        if (dryRun) return run((file, bytes) -> judged(file, bytes));
        Path kept = data.toAbsolutePath().normalize();
        try (DatabaseAccess access = DatabaseAccess.open(kept);
                CommandContext context = CommandContext.open(access, kept)) {
            UUID studyId = study(context.get(Studies.class)).id();
            FilmArrivals arrivals = context.get(FilmArrivals.class);
            ImportLedger ledger = context.get(ImportLedger.class);
            Enrolments enrolments = context.get(Enrolments.class);
            TransactionOperations transaction = context.get(TransactionOperations.class);
            // the film, where it was made, and that it was imported: all or nothing, wherever the import is killed
            return run((file, bytes) -> transaction.execute(
                    status -> stored(file, bytes, studyId, arrivals, enrolments, ledger, surgeries)));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private Study study(Studies studies) {
        List<Study> all = studies.list();
        return all.stream()
                .filter(candidate -> study == null || candidate.slug().equals(study))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        study == null
                                ? "there is no study yet: start the server once."
                                : "there is no study " + study + ": there are "
                                        + all.stream().map(Study::slug).toList()));
    }

    private int run(Taking taking) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = files();
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        ImportProgress progress = new ImportProgress(files.size());
        for (Path file : files) {
            ImportLine line = line(file, taking);
            counts.merge(Status.valueOf(line.status().toUpperCase(Locale.ROOT)), 1, Integer::sum);
            progress.clear();
            out.println(json ? mapper.writeValueAsString(line) : line.inWords());
            out.flush();
            progress.step();
        }
        progress.end("%d files: %d accepted, %d quarantined, %d refused%s"
                .formatted(
                        files.size(),
                        counts.getOrDefault(Status.ACCEPTED, 0),
                        counts.getOrDefault(Status.QUARANTINED, 0),
                        counts.getOrDefault(Status.REFUSED, 0),
                        dryRun ? "; nothing was stored" : ""));
        return 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static ImportLine line(Path file, Taking taking) {
        try {
            if (Files.size(file) > FilmReader.MOST_BYTES) {
                return ImportLine.refused(
                        file.toString(),
                        "has more than %d MB.".formatted(FilmReader.MOST_BYTES / 1_000_000),
                        new byte[0]);
            }
            return taking.take(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            return ImportLine.refused(file.toString(), "cannot be read: check that it may be opened.", new byte[0]);
        }
    }

    private ImportLine judged(String file, byte[] bytes) {
        try {
            IncomingFilm incoming = FilmReader.readDicom(bytes, frame - 1, file);
            Status status = incoming.concern().isPresent() ? Status.QUARANTINED : Status.ACCEPTED;
            return line(file, status, incoming.concern().orElse(""), incoming);
        } catch (FilmRefusedException e) {
            return ImportLine.refused(file, e.reason(), bytes);
        }
    }

    private ImportLine stored(
            String file,
            byte[] bytes,
            UUID studyId,
            FilmArrivals arrivals,
            Enrolments enrolments,
            ImportLedger ledger,
            SurgeryDates surgeries) {
        ImportLine known = ledger.outcome(studyId, bytes, frame - 1)
                .map(outcome -> mapper.readValue(outcome, ImportLine.class))
                .orElse(null);
        if (known != null) return known.at(file);
        ImportLine line;
        try {
            IncomingFilm incoming = FilmReader.readDicom(bytes, frame - 1, file);
            String patient = incoming.file().dataSet().text(Tag.PATIENT_ID);
            Arrival arrival = arrivals.take(studyId, incoming, surgeries.of(patient), null);
            if (site != null && arrival instanceof Arrival.Added(Film film)) {
                String view = incoming.film().viewPosition();
                enrolments.place(film.id(), site, view == null || view.length() > 40 ? null : view, "");
            }
            line = switch (arrival) {
                case Arrival.Added added -> line(file, Status.ACCEPTED, "", incoming);
                case Arrival.Duplicate(var film, int same) ->
                    line(file, Status.ACCEPTED, "is the same film as " + film.title() + ", pixel for pixel.", incoming);
                case Arrival.Quarantined(UUID id, String reason) -> line(file, Status.QUARANTINED, reason, incoming);
                case Arrival.Refused(String reason) -> ImportLine.refused(file, reason, bytes);
            };
        } catch (FilmRefusedException e) {
            line = ImportLine.refused(file, e.reason(), bytes);
        }
        // the file's name may name the patient
        ledger.remember(studyId, bytes, frame - 1, mapper.writeValueAsString(line.at("")));
        return line;
    }

    /// the hash is of the first frame, whichever is taken
    private static ImportLine line(String file, Status status, String reason, IncomingFilm incoming) {
        String sha256 = incoming.film().frame() == 0
                ? incoming.film().stored().sha256()
                : DicomReader.read(incoming.file(), 0).stored().sha256();
        return ImportLine.of(file, status, reason, incoming.film(), sha256);
    }
}
