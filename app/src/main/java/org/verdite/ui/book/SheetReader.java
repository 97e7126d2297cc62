package org.verdite.ui.book;

import java.util.function.IntFunction;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Reads a sheet's cells as they come, one at a time, and makes text of each.
final class SheetReader extends DefaultHandler {

    static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_COLUMNS = 1 << 14;

    private final SharedTexts shared;
    private final IntFunction<CellFormat> formats;
    private final boolean from1904;
    private final SheetNotes notes;
    private final SheetSink sink;
    private final DataFormatter formatter = new DataFormatter(java.util.Locale.ROOT);
    private final StringBuilder text = new StringBuilder();
    private int row = -1;
    private int column = -1;
    private boolean inCell;
    private boolean collecting;
    private boolean formula;
    private int phonetic;
    private String type = "";
    private int style;

    SheetReader(
            SharedTexts shared, IntFunction<CellFormat> formats, boolean from1904, SheetNotes notes, SheetSink sink) {
        this.shared = shared;
        this.formats = formats;
        this.from1904 = from1904;
        this.notes = notes;
        this.sink = sink;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        switch (local) {
            case "row" -> row(attributes);
            case "c" -> cell(attributes);
            case "v" -> collecting = inCell;
            case "t" -> collecting = inCell && phonetic == 0;
            case "f" -> formula = inCell;
            case "rPh" -> phonetic++;
            case "mergeCell" -> sink.merged(CellRangeAddress.valueOf(attributes.getValue("ref")));
            default -> {}
        }
    }

    private void row(Attributes attributes) {
        String number = attributes.getValue("r");
        int next = number == null ? row + 1 : Integer.parseInt(number) - 1;
        if (next <= row || next >= MOST_ROWS) {
            throw new BookRefused("workbook");
        }
        row = next;
        column = -1;
        if ("1".equals(attributes.getValue("hidden")) || "true".equals(attributes.getValue("hidden"))) {
            notes.see("hiddenRows", Integer.toString(row + 1));
        }
    }

    private void cell(Attributes attributes) {
        String reference = attributes.getValue("r");
        int next = reference == null ? column + 1 : column(reference);
        if (next <= column || row < 0) {
            throw new BookRefused("workbook");
        }
        if (next >= MOST_COLUMNS) {
            throw new BookRefused("columns", MOST_COLUMNS);
        }
        column = next;
        inCell = true;
        formula = false;
        text.setLength(0);
        type = attributes.getValue("t") == null ? "n" : attributes.getValue("t");
        style = attributes.getValue("s") == null ? 0 : Integer.parseInt(attributes.getValue("s"));
    }

    /// The letters of a reference such as `AB12`, counted from 0.
    private static int column(String reference) {
        int number = 0;
        for (int i = 0; i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            number = number * 26 + (c - 'A' + 1);
        }
        return number - 1;
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (collecting) {
            if (text.length() + length > MOST_CHARACTERS) {
                throw new BookRefused("bigCell", where());
            }
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        switch (local) {
            case "v", "t" -> collecting = false;
            case "rPh" -> phonetic--;
            case "c" -> {
                inCell = false;
                if (formula) {
                    sink.formula(row, column);
                }
                if (formula && text.isEmpty() && !type.equals("str")) {
                    notes.see("uncached", where());
                }
                String made = made(text.toString());
                if (!made.isEmpty()) {
                    sink.cell(row, column, made);
                }
            }
            default -> {}
        }
    }

    private String made(String raw) {
        if (raw.isEmpty()) {
            return "";
        }
        return switch (type) {
            case "s" -> words(shared.at(raw));
            case "str", "inlineStr" -> words(raw);
            case "b" -> raw.strip().equals("1") ? "TRUE" : "FALSE";
            case "d" -> formats.apply(style).written(raw.strip());
            case "e" -> {
                notes.see("errors", where() + " " + raw.strip());
                yield "";
            }
            default -> formats.apply(style).text(raw.strip(), from1904, formatter, notes, where());
        };
    }

    /// Cells that hold numbers are written with a point. A number typed as text with a comma that can't part thousands
    /// would be a thousand times too large beside them.
    private String words(String written) {
        if (sink.verbatim()) {
            return lines(written);
        }
        String plain = plain(written);
        if (decimalComma(plain)) {
            notes.see("comma", where());
            return plain.replace(',', '.');
        }
        return plain;
    }

    /// `_x000D_` is how a workbook writes a carriage return.
    private static String lines(String written) {
        return written.replace("_x000D_\n", "\n").replace("_x000D_", "\n");
    }

    private static boolean decimalComma(String text) {
        int comma = text.indexOf(',');
        if (comma < 1 || text.length() > 30 || comma == text.length() - 1) {
            return false;
        }
        int from = comma;
        while (from > 0 && digit(text.charAt(from - 1))) {
            from--;
        }
        int to = comma + 1;
        while (to < text.length() && digit(text.charAt(to))) {
            to++;
        }
        boolean number = from < comma
                && text.substring(0, from).matches("[<>≤≥＜＞]?\\s*[-+]?")
                && text.substring(to).matches("\\s*[A-Za-z]{0,2}");
        return number && (to - comma != 4 || text.charAt(from) == '0' || comma - from > 3);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Without line breaks, so that a row stays a line and a line's number is the row's.
    private static String plain(String text) {
        String clean = text.replace("_x000D_", " ");
        for (int i = 0; i < clean.length(); i++) {
            if (clean.charAt(i) < 0x20 || clean.charAt(i) == 0x85 || clean.charAt(i) == 0x2028) {
                return clean.replaceAll("[\\x00-\\x1f\\x85\\u2028\\u2029]+", " ")
                        .strip();
            }
        }
        return clean.strip();
    }

    private String where() {
        return CellReference.convertNumToColString(Math.max(column, 0)) + (row + 1);
    }
}
