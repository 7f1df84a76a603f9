package org.levelread.pacs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A connection to an archive over DICOMweb.
///
/// @param studyId the study that its films go to
/// @param trustPem certificates to trust in place of those that Java trusts; null: those
/// @param sendResults whether masks and levels go back to it as soon as they are there
/// @param searchEvery null: only when somebody asks
public record Archive(
        UUID id,
        UUID studyId,
        String name,
        URI baseUrl,
        Login login,
        @Nullable String trustPem,
        boolean enabled,
        boolean sendResults,
        @Nullable Duration searchEvery,
        Criteria criteria,
        Health health) {
    /// What is known of an archive from the last times that it was asked.
    ///
    /// @param failure one sentence; the archive is well where it answered after it
    public record Health(
            @Nullable Instant searchedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant failedAt,
            @Nullable String failure) {
        public static final Health UNKNOWN = new Health(null, null, null, null);

        public boolean well() {
            return answeredAt != null && (failedAt == null || failedAt.isBefore(answeredAt));
        }

        public boolean failing() {
            return failedAt != null && !well();
        }
    }

    public Archive {
        String text = baseUrl.toString();
        if (!text.matches("https?://[^/@?#]+(/[^@?#]*)?")) {
            throw new IllegalArgumentException("The address is that of the archive's DICOMweb service, as"
                    + " https://pacs.hospital.example/dicom-web, without user, password or question mark.");
        }
        if (name.isBlank() || name.length() > 60) {
            throw new IllegalArgumentException("An archive has a name of 1 to 60 characters.");
        }
        if (searchEvery != null && (searchEvery.toMinutes() < 1 || searchEvery.toDays() > 7)) {
            throw new IllegalArgumentException("A search is made every 1 to 10080 minutes, or only when asked for.");
        }
        baseUrl = URI.create(text.replaceAll("/+$", ""));
    }

    /// whether what goes over the network can be read by others
    public boolean plain() {
        return baseUrl.getScheme().equals("http");
    }
}
