package org.levelread.readers;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes, checks and makes passwords. The hash carries its method, so that a stronger one can follow.
@Component
class Passwords {
    static final int SHORTEST = 10;
    /// bcrypt reads no further
    private static final int LONGEST_BYTES = 72;
    /// without 0 O 1 l I, which are mistaken for each other when read aloud
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679";

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();
    private final String nobodysHash = encoder.encode("nobody's password");

    String hash(String password) {
        return encoder.encode(password);
    }

    boolean matches(String password, String hash) {
        return bytes(password) <= LONGEST_BYTES && encoder.matches(password, hash);
    }

    /// takes as long as a check, so that an unknown name answers no sooner than a wrong password
    void matchNobody(String password) {
        if (bytes(password) <= LONGEST_BYTES) encoder.matches(password, nobodysHash);
    }

    /// 16 characters, about 91 bits
    String oneTime() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) made.append('-');
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return made.toString();
    }

    /// why the password may not be chosen, or empty
    Optional<String> objection(String password, Account account) {
        if (password.length() < SHORTEST) {
            return Optional.of("The new password is too short: choose at least " + SHORTEST + " characters.");
        }
        if (bytes(password) > LONGEST_BYTES) {
            return Optional.of("The new password is too long: choose at most " + LONGEST_BYTES + " characters.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(account.username())) {
            return Optional.of("The new password contains the user name: choose another.");
        }
        if (password.chars().distinct().count() < 4) {
            return Optional.of("The new password repeats the same few characters: choose another.");
        }
        return Optional.empty();
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
