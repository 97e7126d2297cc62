package org.verdite.trail;

import org.verdite.trail.proof.Finding;

/// A finding as a sentence in the reader's language.
public final class FindingWords {

    private FindingWords() {}

    public static String of(Finding f, Reading reading) {
        String row = f.place() == null ? "" : reading.row(f.place(), f.key() == null ? "" : f.key());
        String entry = f.seq() == null ? "" : String.valueOf(f.seq());
        var t = reading.texts();
        String sentence = t.of(
                "trail.finding." + f.what().name(), row, entry, f.anchor() == null ? "" : String.valueOf(f.anchor()));
        return f.expected().isEmpty()
                ? sentence
                : sentence + " " + t.of("trail.finding.differs", f.expected(), f.found());
    }
}
