package org.verdite.ui.print;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.verdite.shared.Invalid;

/// A paper on its way to a browser, as Word or PDF.
public final class Printed {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private Printed() {}

    /// @throws Invalid for another format than `pdf` and `docx`
    public static void check(String format) {
        if (!format.equals("pdf") && !format.equals("docx")) {
            throw new Invalid("format", "ui.form.choice");
        }
    }

    /// @param name of the file, without its ending
    public static void write(Paper paper, String format, String name, HttpServletResponse response) throws IOException {
        check(format);
        boolean pdf = format.equals("pdf");
        response.setContentType(pdf ? "application/pdf" : DOCX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\"");
        if (pdf) {
            Pdf.write(paper, response.getOutputStream());
        } else {
            Docx.write(paper, response.getOutputStream());
        }
    }
}
