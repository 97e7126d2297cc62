package org.verdite.monitoring.intake.written;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// One spelling for names that laboratories write in many: upper case, plain letters, single blanks.
public final class Names {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Names() {}

    public static String normal(String name) {
        return BLANKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toUpperCase(Locale.ROOT);
    }
}
