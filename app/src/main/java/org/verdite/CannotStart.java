package org.verdite;

/// Says in one sentence why a command can't be carried out.
final class CannotStart extends RuntimeException {
    CannotStart(String sentence) {
        super(sentence);
    }
}
