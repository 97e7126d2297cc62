package org.verdite.trail;

import org.verdite.trail.proof.Finding;
import org.verdite.ui.Texts;

/// A finding as a sentence in the reader's language.
public final class FindingWords {

    private FindingWords() {}

    public static String of(Finding f, Words words, Texts t) {
        String row = f.place() == null ? "" : words.place(f.place(), t) + " " + f.key();
        String entry = f.seq() == null ? "" : String.valueOf(f.seq());
        String sentence = t.of(
                "trail.finding." + f.what().name(), row, entry, f.anchor() == null ? "" : String.valueOf(f.anchor()));
        return f.expected().isEmpty()
                ? sentence
                : sentence + " " + t.of("trail.finding.differs", f.expected(), f.found());
    }
}
