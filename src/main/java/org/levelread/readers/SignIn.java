package org.levelread.readers;

import java.time.Instant;

/// What came of a name and a password.
public sealed interface SignIn {
    record Granted(Account account) implements SignIn {}

    /// unknown name, wrong password or blocked account: which one is not told
    record Refused() implements SignIn {}

    /// too many failures for this name, whether an account has it or not
    record Locked(Instant until) implements SignIn {}
}
