package org.verdite.ui.print;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// A paper on its way to a browser, as Word or PDF and in either language, as its address asks.
public final class Printed {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private Printed() {}

    /// Writes in the language of the texts, whatever the reader's is: names of people and units too.
    public static Paper inLanguageOf(Texts t, Supplier<Paper> written) {
        var before = LocaleContextHolder.getLocaleContext();
        try {
            LocaleContextHolder.setLocale(t.locale());
            return written.get();
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    /// Answers a request with its `format`, `pdf` when it names none, and its `language`, else the reader's.
    ///
    /// @param name of the file, without its language and ending
    /// @throws Invalid for another format than `pdf` and `docx`
    public static void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Frames frames,
            String name,
            Function<Texts, Paper> paper)
            throws IOException {
        String format = Objects.requireNonNullElse(request.getParameter("format"), "pdf");
        if (!format.equals("pdf") && !format.equals("docx")) {
            throw new Invalid("format", "ui.form.choice");
        }
        var t = frames.texts(request, Objects.requireNonNullElse(request.getParameter("language"), ""));
        var written = inLanguageOf(t, () -> paper.apply(t));
        boolean pdf = format.equals("pdf");
        response.setContentType(pdf ? "application/pdf" : DOCX);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + name + "-" + t.language() + "." + format + "\"");
        if (pdf) {
            Pdf.write(written, response.getOutputStream());
        } else {
            Docx.write(written, response.getOutputStream());
        }
    }
}
