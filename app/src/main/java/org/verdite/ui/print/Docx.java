package org.verdite.ui.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/// Writes a paper as a Word document that can be gone on with.
public final class Docx {

    private static final String WESTERN = "Calibri";
    private static final String EASTERN = "Microsoft YaHei";
    private static final String QUIET = "5B6660";
    private static final String GREEN = "1F6B4F";
    /// Text width of A4 with the margins below, in twentieths of a point.
    private static final int WIDTH = 9_866;

    private Docx() {}

    public static void write(Paper paper, OutputStream out) throws IOException {
        try (var document = new XWPFDocument()) {
            page(document);
            document.getProperties().getCoreProperties().setTitle(paper.title());
            document.getProperties().getCoreProperties().setCreator("Verdite");
            run(document.createHeader(HeaderFooterType.DEFAULT).createParagraph(), paper.head(), 8, QUIET);
            var foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
            foot.getCTP().addNewFldSimple().setInstr("PAGE");
            run(document.createParagraph(), paper.title(), 18, null);
            paper.under().forEach(line -> run(document.createParagraph(), line, 10, QUIET));
            for (var block : paper.blocks()) {
                append(document, block);
            }
            document.write(out);
        }
    }

    private static void page(XWPFDocument document) {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11_906));
        size.setH(BigInteger.valueOf(16_838));
        var margins = section.addNewPgMar();
        margins.setLeft(BigInteger.valueOf(1_020));
        margins.setRight(BigInteger.valueOf(1_020));
        margins.setTop(BigInteger.valueOf(1_250));
        margins.setBottom(BigInteger.valueOf(1_020));
    }

    private static void append(XWPFDocument document, Paper.Block block) throws IOException {
        switch (block) {
            case Paper.Heading h -> {
                var paragraph = document.createParagraph();
                paragraph.setSpacingBefore(h.level() <= 1 ? 280 : 160);
                paragraph.setSpacingAfter(60);
                paragraph.setKeepNext(true);
                paragraph.getCTPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(Math.max(0, h.level() - 1)));
                run(paragraph, h.text(), h.level() <= 1 ? 13 : 11, h.level() <= 1 ? GREEN : null);
            }
            case Paper.Text t -> {
                var paragraph = document.createParagraph();
                paragraph.setSpacingAfter(80);
                run(paragraph, t.text(), 10, null);
            }
            case Paper.Facts f -> {
                var table = table(document, List.of(28, 72), f.rows().size());
                for (int i = 0; i < f.rows().size(); i++) {
                    fill(table.getRow(i).getCell(0), f.rows().get(i).get(0), QUIET);
                    fill(table.getRow(i).getCell(1), f.rows().get(i).get(1), null);
                }
            }
            case Paper.Table t -> {
                var table = table(document, t.widths(), t.rows().size() + 1);
                table.getRow(0).setRepeatHeader(true);
                for (int j = 0; j < t.heads().size(); j++) {
                    fill(table.getRow(0).getCell(j), t.heads().get(j), QUIET);
                    for (int i = 0; i < t.rows().size(); i++) {
                        fill(table.getRow(i + 1).getCell(j), t.rows().get(i).get(j), null);
                    }
                }
            }
            case Paper.Signing s -> signing(document, s);
            case Paper.Pictures p -> {
                for (var picture : p.pictures()) {
                    picture(document, picture);
                }
            }
        }
    }

    private static XWPFTable table(XWPFDocument document, List<Integer> widths, int rows) {
        var table = document.createTable(rows, widths.size());
        int whole = widths.stream().mapToInt(Integer::intValue).sum();
        table.setWidth(Integer.toString(WIDTH));
        table.setInsideVBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
        table.setLeftBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
        table.setRightBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
        table.setTopBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
        table.setInsideHBorder(XWPFTable.XWPFBorderType.SINGLE, 2, 0, "D7DDD9");
        table.setBottomBorder(XWPFTable.XWPFBorderType.SINGLE, 2, 0, "D7DDD9");
        for (var row : table.getRows()) {
            row.setCantSplitRow(true);
            for (int j = 0; j < widths.size(); j++) {
                var width = row.getCell(j).getCTTc().addNewTcPr().addNewTcW();
                width.setType(STTblWidth.DXA);
                width.setW(BigInteger.valueOf((long) WIDTH * widths.get(j) / whole));
            }
        }
        return table;
    }

    private static void fill(XWPFTableCell cell, String text, @org.jspecify.annotations.Nullable String colour) {
        var paragraph = cell.getParagraphs().getFirst();
        paragraph.setSpacingAfter(0);
        run(paragraph, text, 9, colour);
    }

    /// Its line is the border below a row that keeps its height.
    private static void signing(XWPFDocument document, Paper.Signing s) {
        for (int i = 0; i < s.parties().size(); i += 2) {
            var pair = s.parties().subList(i, Math.min(i + 2, s.parties().size()));
            document.createParagraph().setSpacingAfter(0);
            var table = table(document, List.of(47, 6, 47), 2);
            table.setInsideHBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
            table.setBottomBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, "auto");
            table.getRow(0).setHeight(1_700);
            for (int j = 0; j < pair.size(); j++) {
                var cell = table.getRow(0).getCell(2 * j);
                fill(cell, pair.get(j).as(), QUIET);
                run(cell.addParagraph(), pair.get(j).who(), 10, null);
                var line = cell.getCTTc().getTcPr().addNewTcBorders().addNewBottom();
                line.setVal(STBorder.SINGLE);
                line.setSz(BigInteger.valueOf(6));
                line.setColor("8A958F");
                fill(table.getRow(1).getCell(2 * j), s.room(), QUIET);
            }
        }
    }

    private static void picture(XWPFDocument document, Paper.Picture picture) throws IOException {
        double width = Math.min(240, picture.width());
        var paragraph = document.createParagraph();
        paragraph.setSpacingAfter(40);
        paragraph.setKeepNext(true);
        try {
            paragraph
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(picture.jpeg()),
                            Document.PICTURE_TYPE_JPEG,
                            "photo.jpg",
                            Units.toEMU(width),
                            Units.toEMU(width * picture.height() / picture.width()));
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
        run(document.createParagraph(), picture.caption(), 8, QUIET);
    }

    private static void run(
            XWPFParagraph paragraph, String text, int size, @org.jspecify.annotations.Nullable String colour) {
        var run = paragraph.createRun();
        run.setFontFamily(WESTERN);
        run.setFontFamily(EASTERN, org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
        if (colour != null) {
            run.setColor(colour);
        }
        var lines = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i], i);
        }
    }
}
