package org.verdite.rectification;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// How alike two texts are by the pieces they share. Words in letters fall into trigrams with their edges, so that
/// "drums" and "drum" meet; Chinese, which has no gaps, into pairs of characters; words with a digit stay whole:
/// DW001 is not DW002.
final class Grams {

    private Grams() {}

    /// Twice the shared pieces over all of both (Dice), 0 to 1.
    static double alike(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        var fewer = one.size() < other.size() ? one : other;
        var more = fewer == one ? other : one;
        long shared = fewer.stream().filter(more::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }

    static Set<String> of(String text) {
        var grams = new HashSet<String>();
        var word = new StringBuilder();
        int before = 0;
        int[] all = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        for (int c : all) {
            if (Character.isIdeographic(c)) {
                word(word, grams);
                grams.add(
                        before == 0 ? " " + Character.toString(c) : Character.toString(before) + Character.toString(c));
                before = c;
                continue;
            }
            before = 0;
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else {
                word(word, grams);
            }
        }
        word(word, grams);
        return grams;
    }

    private static void word(StringBuilder word, Set<String> grams) {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        if (text.chars().anyMatch(Character::isDigit)) {
            grams.add(text);
            return;
        }
        String edged = "  " + text + " ";
        for (int i = 0; i + 3 <= edged.length(); i++) {
            grams.add(edged.substring(i, i + 3));
        }
    }
}
