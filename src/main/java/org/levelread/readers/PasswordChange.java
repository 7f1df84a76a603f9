package org.levelread.readers;

/// What came of choosing a new password.
public sealed interface PasswordChange {
    record Changed(Account account) implements PasswordChange {}

    /// @param reason a sentence for the person who asked
    record Refused(String reason) implements PasswordChange {}
}
