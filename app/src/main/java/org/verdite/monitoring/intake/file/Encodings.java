package org.verdite.monitoring.intake.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Finds out in which encoding a text was written: by its byte-order mark, by zero bytes (UTF-16), by being UTF-8, by
/// looking like Chinese (GB18030); windows-1252 takes whatever is left.
final class Encodings {

    /// @param mark bytes of the byte-order mark
    record Found(Charset charset, int mark) {}

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Encodings() {}

    static Found find(byte[] head, int length, boolean utf8) {
        if (begins(head, length, 0xef, 0xbb, 0xbf)) {
            return new Found(StandardCharsets.UTF_8, 3);
        }
        if (begins(head, length, 0xff, 0xfe)) {
            return new Found(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(head, length, 0xfe, 0xff)) {
            return new Found(StandardCharsets.UTF_16BE, 2);
        }
        Charset wide = wide(head, length);
        if (wide != null) {
            return new Found(wide, 0);
        }
        if (utf8) {
            return new Found(StandardCharsets.UTF_8, 0);
        }
        return new Found(chinese(head, length) ? GB18030 : WESTERN, 0);
    }

    private static boolean begins(byte[] head, int length, int... marks) {
        if (length < marks.length) {
            return false;
        }
        for (int i = 0; i < marks.length; i++) {
            if ((head[i] & 0xff) != marks[i]) {
                return false;
            }
        }
        return true;
    }

    /// Latin text in UTF-16 has a zero in every second byte, always at the same side.
    private static @org.jspecify.annotations.Nullable Charset wide(byte[] head, int length) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (pairs < 4) {
            return null;
        }
        if (odd > pairs * 0.4 && even < pairs * 0.02) {
            return StandardCharsets.UTF_16LE;
        }
        return even > pairs * 0.4 && odd < pairs * 0.02 ? StandardCharsets.UTF_16BE : null;
    }

    /// The characters of GB 2312 are pairs of high bytes; a western accent stands alone between plain letters.
    private static boolean chinese(byte[] head, int length) {
        int pairs = 0;
        int alone = 0;
        for (int i = 0; i + 1 < length; i++) {
            int first = head[i] & 0xff;
            if (first >= 0x80) {
                int second = head[i + 1] & 0xff;
                if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) {
                    pairs++;
                } else {
                    alone++;
                }
                i++;
            }
        }
        return pairs > 0 && pairs >= alone * 4;
    }

    static boolean binary(byte[] head, int length, Found found) {
        if (found.charset() == StandardCharsets.UTF_16LE || found.charset() == StandardCharsets.UTF_16BE) {
            return false;
        }
        int strange = 0;
        for (int i = 0; i < length; i++) {
            int b = head[i] & 0xff;
            strange += b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' ? 1 : 0;
        }
        return strange > length / 500;
    }
}
