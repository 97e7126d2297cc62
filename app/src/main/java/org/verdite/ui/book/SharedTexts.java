package org.verdite.ui.book;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// The texts of a workbook, which its cells name by number. Kept as one block of bytes: as objects they would take a
/// multiple of it.
final class SharedTexts extends DefaultHandler {

    private static final int MOST_BYTES = 96 << 20;
    private static final int MOST_TEXTS = 10_000_000;

    private byte[] block = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int texts;
    private final StringBuilder text = new StringBuilder();
    private boolean collecting;
    private int phonetic;

    /// @return empty for a number that is none
    String at(String number) {
        int n;
        try {
            n = Integer.parseInt(number.strip());
        } catch (NumberFormatException e) {
            return "";
        }
        if (n < 0 || n >= texts) {
            return "";
        }
        int from = n == 0 ? 0 : ends[n - 1];
        return new String(block, from, ends[n] - from, StandardCharsets.UTF_8);
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        switch (local) {
            case "si" -> text.setLength(0);
            case "rPh" -> phonetic++;
            case "t" -> collecting = phonetic == 0;
            default -> {}
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (collecting) {
            if (text.length() + length > SheetReader.MOST_CHARACTERS) {
                throw new BookRefused("bigCell", "#" + texts);
            }
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        switch (local) {
            case "rPh" -> phonetic--;
            case "t" -> collecting = false;
            case "si" -> add();
            default -> {}
        }
    }

    private void add() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int from = texts == 0 ? 0 : ends[texts - 1];
        if (texts >= MOST_TEXTS || from + bytes.length > MOST_BYTES) {
            throw new BookRefused("texts", MOST_BYTES >> 20);
        }
        if (from + bytes.length > block.length) {
            block = Arrays.copyOf(block, Math.min(MOST_BYTES, Math.max(block.length * 2, from + bytes.length)));
        }
        System.arraycopy(bytes, 0, block, from, bytes.length);
        if (texts == ends.length) {
            ends = Arrays.copyOf(ends, texts * 2);
        }
        ends[texts++] = from + bytes.length;
    }
}
