package org.levelread.intake;

/// What is wrong with a file, before its name is put in front.
final class Refusal extends Exception {
    Refusal(String reason) {
        super(reason);
    }
}
