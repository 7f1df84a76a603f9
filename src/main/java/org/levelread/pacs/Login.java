package org.levelread.pacs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How LevelRead says to an archive who it is. Never printed.
public sealed interface Login {
    record None() implements Login {}

    record Basic(String user, String password) implements Login {
        public Basic {
            if (user.isBlank() || user.contains(":") || user.contains("\n")) {
                throw new IllegalArgumentException("A user name has no colon and is not empty.");
            }
        }

        @Override
        public String toString() {
            return "Basic";
        }
    }

    record Bearer(String token) implements Login {
        public Bearer {
            if (!token.matches("[A-Za-z0-9._~+/=-]{1,4096}")) {
                throw new IllegalArgumentException("A bearer token has letters, digits and . _ ~ + / = - only.");
            }
        }

        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /// the value of the header Authorization
    default Optional<String> authorization() {
        return switch (this) {
            case None none -> Optional.empty();
            case Basic basic ->
                Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (basic.user + ":" + basic.password).getBytes(StandardCharsets.UTF_8)));
            case Bearer bearer -> Optional.of("Bearer " + bearer.token);
        };
    }

    /// NONE, BASIC or BEARER
    default String kind() {
        return switch (this) {
            case None none -> "NONE";
            case Basic basic -> "BASIC";
            case Bearer bearer -> "BEARER";
        };
    }

    /// what is to be sealed; null where there is nothing secret
    default @Nullable String secret() {
        return switch (this) {
            case None none -> null;
            case Basic basic -> basic.user + ":" + basic.password;
            case Bearer bearer -> bearer.token;
        };
    }

    static Login of(String kind, @Nullable String secret) {
        if (secret == null) return new None();
        if (kind.equals("BEARER")) return new Bearer(secret);
        int colon = secret.indexOf(':');
        return new Basic(secret.substring(0, colon), secret.substring(colon + 1));
    }
}
