package org.levelread.pacs;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks DICOMweb to one archive: QIDO-RS to search, WADO-RS to fetch, STOW-RS to store. Source: DICOM PS3.18.
///
/// An address that an archive redirects to is not followed: the password would go there. A body that makes no
/// progress for a while is given up.
final class DicomWeb implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1000;
    private static final int MOST_JSON_BYTES = 64 << 20;
    private static final String DICOM_JSON = "application/dicom+json";

    private final Archive archive;
    private final Duration patience;
    private final HttpClient http;

    /// @param patience how long an answer may take to begin, and how long it may then stand still
    DicomWeb(Archive archive, Duration patience) {
        this.archive = archive;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.compareTo(Duration.ofSeconds(10)) < 0 ? patience : Duration.ofSeconds(10));
        if (archive.trustPem() != null) builder.sslContext(Trust.of(archive.trustPem()));
        this.http = builder.build();
    }

    /// asks for one study, to see whether the archive answers
    void ping() throws ArchiveException {
        query("/studies?limit=1");
    }

    /// finds every image that the criteria take
    void search(Criteria criteria, Consumer<ObjectUids> found) throws ArchiveException {
        for (String modality : criteria.modalities()) {
            for (int page = 0; page < MOST_PAGES; page++) {
                String dates = criteria.dates();
                List<JsonNode> studies = query("/studies?ModalitiesInStudy=" + encoded(modality)
                        + (dates.isEmpty() ? "" : "&StudyDate=" + dates)
                        + "&limit=" + PAGE + "&offset=" + page * PAGE);
                for (JsonNode study : studies) {
                    String uid = DicomJson.first(study, Tag.STUDY_INSTANCE_UID);
                    if (uid.matches("[0-9.]{1,64}")) searchStudy(criteria, modality, uid, found);
                }
                if (studies.size() < PAGE) break;
            }
        }
    }

    private void searchStudy(Criteria criteria, String modality, String study, Consumer<ObjectUids> found)
            throws ArchiveException {
        for (JsonNode series : query("/studies/" + study + "/series?Modality=" + encoded(modality))) {
            String said = DicomJson.first(series, Tag.MODALITY);
            String uid = DicomJson.first(series, Tag.SERIES_INSTANCE_UID);
            // an archive that does not know the filter answers with every series
            if (!said.isEmpty() && !said.equals(modality) || !uid.matches("[0-9.]{1,64}")) continue;
            for (JsonNode image : query("/studies/" + study + "/series/" + uid + "/instances?includefield="
                    + "00180015&includefield=00185101")) {
                String bodyPart = DicomJson.first(image, Tag.BODY_PART_EXAMINED);
                String view = DicomJson.first(image, Tag.VIEW_POSITION);
                String instance = DicomJson.first(image, Tag.SOP_INSTANCE_UID);
                String sopClass = DicomJson.first(image, Tag.SOP_CLASS_UID);
                boolean named = instance.matches("[0-9.]{1,64}") && sopClass.matches("[0-9.]{1,64}");
                if (named && criteria.takes(bodyPart, view)) {
                    found.accept(new ObjectUids(study, uid, instance, sopClass));
                }
            }
        }
    }

    /// fetches one object as the archive has it
    void fetch(ObjectUids uids, Spool spool) throws ArchiveException {
        HttpRequest request = request(path(uids))
                .header("Accept", "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
                .build();
        exchange(request, (response, body) -> {
            String type = response.headers().firstValue("Content-Type").orElse("");
            MultipartRelated parts = MultipartRelated.of(type, body)
                    .orElseThrow(() -> ArchiveException.lasting(archive.name()
                            + " does not send the film as multipart/related: its DICOMweb service is of another kind."));
            InputStream part = parts.next();
            if (part == null) throw ArchiveException.lasting(archive.name() + " has no film under this UID any more.");
            spool.fill(part);
            // only the closing boundary says that nothing is missing
            while (parts.next() != null) {
                // one object was asked for
            }
            return spool.length();
        });
    }

    /// the object's attributes without its pixels
    DataSet header(ObjectUids uids) throws ArchiveException {
        List<JsonNode> objects = query(path(uids) + "/metadata");
        if (objects.isEmpty()) throw ArchiveException.lasting(archive.name() + " does not have the film any more.");
        return DicomJson.dataSet(objects.getFirst());
    }

    /// stores objects of one study; those that the archive has already count as stored
    void store(String study, List<DataSet> objects) throws ArchiveException {
        String boundary = "levelread-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (DataSet object : objects) {
            body.writeBytes(("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(DicomFile.write(object));
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = request("/studies/" + study)
                .header("Accept", DICOM_JSON)
                .header(
                        "Content-Type",
                        "multipart/related; type=\"application/dicom\"; boundary=\"" + boundary + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        JsonNode answer = exchange(request, (response, in) -> {
            JsonNode json = json(in);
            if (response.statusCode() == 409 && !json.has("00081198")) {
                throw ArchiveException.lasting(archive.name() + " did not store the results and does not say why.");
            }
            return json;
        });
        // duplicate SOP instance: an earlier attempt had got through
        List<String> refused = answer.path("00081198")
                .path("Value")
                .valueStream()
                .map(item -> DicomJson.first(item, 0x00081197))
                .filter(reason -> !reason.equals(Integer.toString(0x0111)))
                .toList();
        if (!refused.isEmpty()) {
            String reason = refused.getFirst();
            boolean full = reason.startsWith("42") && Integer.parseInt(reason) >> 8 == 0xA7;
            String sentence = archive.name() + " did not store the results (failure reason "
                    + (reason.matches("[0-9]{1,5}") ? "%04X".formatted(Integer.parseInt(reason)) : "not said") + ").";
            throw full ? ArchiveException.passing(sentence, (Throwable) null) : ArchiveException.lasting(sentence);
        }
    }

    /// the objects of a JSON array; none for 204, which says that nothing matches
    private List<JsonNode> query(String path) throws ArchiveException {
        HttpRequest request = request(path).header("Accept", DICOM_JSON).build();
        return exchange(request, (response, body) -> {
            if (response.statusCode() == 204) return List.<JsonNode>of();
            List<JsonNode> objects = new ArrayList<>();
            json(body).forEach(objects::add);
            return objects;
        });
    }

    private static JsonNode json(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_JSON_BYTES);
        return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(archive.baseUrl() + path)).timeout(patience);
        archive.login().authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private static String path(ObjectUids uids) {
        return "/studies/" + uids.study() + "/series/" + uids.series() + "/instances/" + uids.instance();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private interface Reading<T> {
        T read(HttpResponse<InputStream> response, InputStream body) throws IOException, ArchiveException;
    }

    private <T> T exchange(HttpRequest request, Reading<T> reading) throws ArchiveException {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new PatientStream(response.body(), patience)) {
                requireGood(response);
                return reading.read(response, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArchiveException.passing("The server was stopped in the middle of the transfer.", e);
        } catch (HttpTimeoutException e) {
            throw ArchiveException.passing(
                    archive.name() + " does not answer within " + patience.toSeconds() + " seconds.", e);
        } catch (SSLException e) {
            throw ArchiveException.passing(
                    archive.name() + " shows a certificate that is not trusted, or speaks no TLS: check its address and"
                            + " the trusted certificates.",
                    e);
        } catch (Spool.TooLongException e) {
            throw ArchiveException.lasting(
                    "The object is larger than 100 MB, the most that a film file may have: it was not taken.");
        } catch (EOFException e) {
            throw ArchiveException.passing("The connection to " + archive.name() + " was cut in the middle.", e);
        } catch (JacksonException e) {
            throw ArchiveException.passing(
                    archive.name() + " answered something else than DICOM JSON: check the address.", e);
        } catch (java.net.ConnectException e) {
            throw ArchiveException.passing("Nothing answers at the address of " + archive.name() + ".", e);
        } catch (IOException e) {
            throw ArchiveException.passing("The connection to " + archive.name() + " failed or was cut.", e);
        }
    }

    private void requireGood(HttpResponse<?> response) throws ArchiveException {
        int status = response.statusCode();
        String who = archive.name();
        if (status >= 200 && status < 300 || status == 409) return;
        throw switch (status) {
            case 401, 403 ->
                ArchiveException.passing(
                        who + " refuses the user name, password or token (" + status + ").", Duration.ofMinutes(5));
            case 404, 410 -> ArchiveException.lasting(who + " does not know the address or the object (" + status + ").");
            case 408, 425, 429, 502, 503, 504 -> busy(response, who + " is busy or starting (" + status + ").");
            default ->
                status >= 500
                        ? ArchiveException.passing(who + " met an error of its own (" + status + ").", (Throwable) null)
                        : ArchiveException.lasting(who + " does not take the request (" + status + ").");
        };
    }

    /// with Retry-After where it is given in seconds
    private static ArchiveException busy(HttpResponse<?> response, String sentence) {
        String wait = response.headers().firstValue("Retry-After").orElse("");
        return wait.matches("[0-9]{1,5}")
                ? ArchiveException.passing(sentence, Duration.ofSeconds(Integer.parseInt(wait)))
                : ArchiveException.passing(sentence, (Throwable) null);
    }

    /// gives up what is still under way
    @Override
    public void close() {
        http.shutdownNow();
    }
}
