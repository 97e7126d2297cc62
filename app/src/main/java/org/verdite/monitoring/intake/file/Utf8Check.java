package org.verdite.monitoring.intake.file;

/// Follows a stream of bytes and says whether they are UTF-8, without keeping them.
final class Utf8Check {

    private int wanted;
    private int least;
    private int code;
    private boolean valid = true;
    private boolean beyondAscii;

    void see(byte[] bytes, int length) {
        for (int i = 0; valid && i < length; i++) {
            see(bytes[i] & 0xff);
        }
    }

    private void see(int b) {
        if (wanted > 0) {
            if ((b & 0xc0) != 0x80) {
                valid = false;
                return;
            }
            code = code << 6 | b & 0x3f;
            wanted--;
            if (wanted == 0 && (code < least || code > 0x10ffff || code >= 0xd800 && code <= 0xdfff)) {
                valid = false;
            }
        } else if (b >= 0x80) {
            beyondAscii = true;
            begin(b);
        }
    }

    private void begin(int b) {
        if ((b & 0xe0) == 0xc0) {
            start(1, 0x80, b & 0x1f);
        } else if ((b & 0xf0) == 0xe0) {
            start(2, 0x800, b & 0x0f);
        } else if ((b & 0xf8) == 0xf0) {
            start(3, 0x10000, b & 0x07);
        } else {
            valid = false;
        }
    }

    private void start(int more, int smallest, int bits) {
        wanted = more;
        least = smallest;
        code = bits;
    }

    boolean valid() {
        return valid && wanted == 0;
    }

    boolean beyondAscii() {
        return beyondAscii;
    }
}
