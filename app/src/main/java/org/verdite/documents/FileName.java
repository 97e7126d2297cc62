package org.verdite.documents;

import java.text.Normalizer;

/// The name a file came with, made harmless: no path, no control or direction-changing characters, a sensible length.
final class FileName {

    private static final int MOST = 120;

    private FileName() {}

    static String clean(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "")
                .replaceAll("[<>:\"|?*]", "_")
                .strip();
        while (name.startsWith(".")) {
            name = name.substring(1);
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        String stem = dot < 0 ? name : name.substring(0, dot);
        if (stem.isBlank()) {
            stem = "file";
        }
        return cut(stem.strip()) + ending;
    }

    private static String cut(String stem) {
        if (stem.codePointCount(0, stem.length()) <= MOST) {
            return stem;
        }
        return stem.substring(0, stem.offsetByCodePoints(0, MOST));
    }
}
