package org.levelread.readers;

/// What came of asking for an account.
public sealed interface AccountCreation {
    /// @param oneTimePassword to hand over once; only its hash is kept
    record Created(Account account, String oneTimePassword) implements AccountCreation {}

    /// @param reason a sentence for the person who asked
    record Refused(String reason) implements AccountCreation {}
}
