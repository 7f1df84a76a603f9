package org.levelread.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.readers.Account;

/// What stands for a reader in tables and exports: A, B, … in the order in which the accounts were made, so
/// that a reader who joins later changes nobody's letter.
final class ReaderCodes {
    private final Map<UUID, String> codes = new LinkedHashMap<>();

    ReaderCodes(Collection<Account> readers) {
        List<Account> inOrder = readers.stream()
                .sorted(Comparator.comparing(Account::createdAt).thenComparing(Account::username))
                .toList();
        for (Account reader : inOrder) codes.put(reader.id(), letters(codes.size()));
    }

    /// @throws IllegalArgumentException for an account that is none of the readers
    String of(UUID reader) {
        String code = codes.get(reader);
        if (code == null) throw new IllegalArgumentException(reader + " is none of the readers");
        return code;
    }

    Map<String, UUID> all() {
        Map<String, UUID> all = new LinkedHashMap<>();
        codes.forEach((reader, code) -> all.put(code, reader));
        return all;
    }

    Optional<UUID> reader(String code) {
        return codes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// 0 is A, 25 is Z, 26 is AA
    private static String letters(int n) {
        String last = String.valueOf((char) ('A' + n % 26));
        return n < 26 ? last : letters(n / 26 - 1) + last;
    }
}
