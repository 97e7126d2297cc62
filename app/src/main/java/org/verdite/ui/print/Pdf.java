package org.verdite.ui.print;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.web.util.HtmlUtils;

/// Writes a paper as PDF, A4, with the font that comes with Verdite: the same on every machine.
public final class Pdf {

    private static final String STYLE = """
            @page { size: A4; margin: 22mm 18mm 18mm 18mm;
              @top-left { content: element(head); }
              @bottom-right { content: counter(page) " / " counter(pages); font-family: hei; font-size: 8pt; color: #5b6660; } }
            body { margin: 0; font-family: hei; font-size: 10pt; line-height: 1.5; color: #17211c; }
            .head { position: running(head); font-size: 8pt; color: #5b6660; border-bottom: 0.5pt solid #c9d2cc; padding-bottom: 2mm; }
            h1 { font-size: 18pt; line-height: 1.25; margin: 0 0 2mm 0; font-weight: normal; }
            h2 { font-size: 13pt; margin: 7mm 0 2mm 0; font-weight: normal; color: #1f6b4f; page-break-after: avoid; }
            h3 { font-size: 10.5pt; margin: 4mm 0 1mm 0; font-weight: normal; page-break-after: avoid; }
            p { margin: 0 0 2mm 0; white-space: pre-wrap; } .under { color: #5b6660; margin: 0; }
            .under + p, .under + table { margin-top: 3mm; } .under + .under { margin-top: 0; }
            table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; margin: 1mm 0 3mm 0; }
            tr { page-break-inside: avoid; }
            th { text-align: left; font-weight: normal; color: #5b6660; border-bottom: 0.7pt solid #8a958f; padding: 1mm 2mm 1mm 0; font-size: 8.5pt; }
            td { border-bottom: 0.4pt solid #d7ddd9; padding: 1.2mm 2mm 1.2mm 0; vertical-align: top; font-size: 9pt; }
            .facts td:first-child { width: 28%; color: #5b6660; }
            .sign { page-break-inside: avoid; margin-top: 4mm; } .sign td { border: 0; width: 47%; padding: 1mm 0 0 0; }
            .sign td.gap { width: 6%; } .sign .as, .sign td.cap { font-size: 8pt; color: #5b6660; }
            .sign td.room { height: 20mm; border-bottom: 0.7pt solid #8a958f; }
            .pics td { border: 0; width: 33%; font-size: 8pt; color: #5b6660; } .pics img { width: 52mm; }
            """;

    private Pdf() {}

    public static void write(Paper paper, OutputStream out) throws IOException {
        var builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useFont(() -> Objects.requireNonNull(Pdf.class.getResourceAsStream("/fonts/wqy-microhei.ttf")), "hei");
        builder.withProducer("Verdite");
        // nothing is fetched, whatever the content names
        builder.useUriResolver((_, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withHtmlContent(html(paper), null);
        builder.toStream(out);
        builder.run();
    }

    private static String html(Paper paper) {
        String written = written(paper);
        // the font's curly quotes are as wide as a Chinese character, and tear English apart
        return paper.locale().getLanguage().equals("zh")
                ? written
                : written.replace('\u2018', '\'')
                        .replace('\u2019', '\'')
                        .replace('\u201c', '"')
                        .replace('\u201d', '"');
    }

    private static String written(Paper paper) {
        var out = new StringBuilder("<html lang=\"")
                .append(paper.locale().toLanguageTag())
                .append("\"><head><title>")
                .append(text(paper.title()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><div class=\"head\">")
                .append(text(paper.head()))
                .append("</div><h1>")
                .append(text(paper.title()))
                .append("</h1>");
        paper.under()
                .forEach(line ->
                        out.append("<p class=\"under\">").append(text(line)).append("</p>"));
        paper.blocks().forEach(block -> append(out, block));
        return out.append("</body></html>").toString();
    }

    private static void append(StringBuilder out, Paper.Block block) {
        switch (block) {
            case Paper.Heading h -> {
                String tag = h.level() <= 1 ? "h2" : "h3";
                out.append('<')
                        .append(tag)
                        .append('>')
                        .append(text(h.text()))
                        .append("</")
                        .append(tag)
                        .append('>');
            }
            case Paper.Text t -> out.append("<p>").append(text(t.text())).append("</p>");
            case Paper.Facts f -> {
                out.append("<table class=\"facts\">");
                f.rows().forEach(row -> row(out, row));
                out.append("</table>");
            }
            case Paper.Table t -> table(out, t);
            case Paper.Signing s -> signing(out, s);
            case Paper.Pictures p -> pictures(out, p);
        }
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append("<tr>");
        cells.forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
        out.append("</tr>");
    }

    private static void table(StringBuilder out, Paper.Table t) {
        int whole = t.widths().stream().mapToInt(Integer::intValue).sum();
        out.append("<table><thead><tr>");
        for (int i = 0; i < t.heads().size(); i++) {
            out.append("<th style=\"width:")
                    .append(t.widths().get(i) * 100 / whole)
                    .append("%\">")
                    .append(text(t.heads().get(i)))
                    .append("</th>");
        }
        out.append("</tr></thead><tbody>");
        t.rows().forEach(row -> row(out, row));
        out.append("</tbody></table>");
    }

    private static void signing(StringBuilder out, Paper.Signing s) {
        for (int i = 0; i < s.parties().size(); i += 2) {
            var pair = s.parties().subList(i, Math.min(i + 2, s.parties().size()));
            out.append("<table class=\"sign\">");
            // the lines stand at one height, however long a name is
            signed(out, pair, "who", p -> "<div class=\"as\">" + text(p.as()) + "</div>" + text(p.who()));
            signed(out, pair, "room", _ -> "");
            signed(out, pair, "cap", _ -> text(s.room()));
            out.append("</table>");
        }
    }

    private static void signed(
            StringBuilder out, List<Paper.Party> pair, String part, Function<Paper.Party, String> words) {
        out.append("<tr>");
        for (int j = 0; j < 2; j++) {
            out.append(j == 0 ? "" : "<td class=\"gap\"></td>").append("<td");
            out.append(j < pair.size() ? " class=\"" + part + "\">" + words.apply(pair.get(j)) : ">");
            out.append("</td>");
        }
        out.append("</tr>");
    }

    private static void pictures(StringBuilder out, Paper.Pictures pictures) {
        out.append("<table class=\"pics\">");
        var all = pictures.pictures();
        for (int i = 0; i < all.size(); i += 3) {
            out.append("<tr>");
            for (int j = i; j < Math.min(i + 3, all.size()); j++) {
                out.append("<td><img src=\"data:image/jpeg;base64,")
                        .append(Base64.getEncoder().encodeToString(all.get(j).jpeg()))
                        .append("\" alt=\"\"/><br/>")
                        .append(text(all.get(j).caption()))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        out.append("</table>");
    }

    /// Escaped, without what XML can't hold.
    private static String text(String text) {
        return HtmlUtils.htmlEscapeDecimal(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""), "UTF-8");
    }
}
