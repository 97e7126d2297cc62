package org.verdite.monitoring.web.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.NewSent;
import org.verdite.monitoring.web.Show;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// Loads as instruments, laboratories and contractors report them: typed one by one, or as a file.
@Controller
class SentLoadController {

    record SentPage(Form form, Map<String, String> outlets, Map<String, String> sources, List<LineProblem> lines) {}

    record LineProblem(long line, String text) {}

    /// More lines than a group reports in ten years.
    private static final int MOST_LINES = 20_000;

    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_BYTES = 4_000_000;

    private final LoadQueries queries;
    private final Loads loads;
    private final Access access;
    private final Frames frames;
    private final TransactionTemplate whole;

    SentLoadController(
            LoadQueries queries, Loads loads, Access access, Frames frames, PlatformTransactionManager transactions) {
        this.queries = queries;
        this.loads = loads;
        this.access = access;
        this.frames = frames;
        this.whole = new TransactionTemplate(transactions);
    }

    @GetMapping("/monitoring/loads/sent")
    public ModelAndView form(
            @RequestParam(defaultValue = "") String point,
            @RequestParam(defaultValue = "") String parameter,
            HttpServletRequest request) {
        require();
        return page(
                Form.empty()
                        .with("point", point)
                        .with("parameter", parameter)
                        .with("measure", "kg")
                        .with("source", "LABORATORY"),
                List.of(),
                request);
    }

    private void require() {
        if (!access.mayAnywhere(Permission.MONITORING_IMPORT)) {
            throw new NotPermitted(Permission.MONITORING_IMPORT.name());
        }
    }

    private ModelAndView page(Form form, List<LineProblem> lines, HttpServletRequest request) {
        var t = frames.texts(request);
        return new ModelAndView(
                "monitoring/web/load/sentLoad",
                "page",
                new SentPage(
                        form,
                        queries.outlets(t),
                        Show.options(t, "monitoring.load.source.", Loads.SOURCES.toArray(String[]::new)),
                        lines));
    }

    @PostMapping("/monitoring/loads/sent")
    public ModelAndView send(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        require();
        var form = Form.of(params);
        NewSent sent;
        try {
            sent = read(form, form.integer("point", 1, Integer.MAX_VALUE));
            form.check();
            loads.send(sent);
        } catch (Invalid e) {
            var again = page(form.ok() ? form.refused(e) : form, List.of(), request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.load.sent");
        return new ModelAndView("redirect:/monitoring/loads/" + sent.point() + "/" + sent.parameter() + "?year="
                + sent.month().getYear());
    }

    private static NewSent read(Form form, int point) {
        return new NewSent(
                point,
                form.text("parameter", 40),
                form.month("month"),
                form.number("amount"),
                form.text("measure", 20),
                form.text("source", 20),
                form.optionalText("note", 500));
    }

    /// All lines of a file or none.
    @PostMapping("/monitoring/loads/sent/file")
    public ModelAndView file(
            @RequestParam @Nullable MultipartFile file, HttpServletRequest request, RedirectAttributes redirect)
            throws IOException {
        require();
        var form = Form.empty().with("measure", "kg").with("source", "LABORATORY");
        if (file == null || file.isEmpty()) {
            form.problem("file", "monitoring.file.empty");
        } else if (file.getSize() > MOST_BYTES) {
            form.problem("file", "monitoring.load.file.large", MOST_LINES);
        }
        var problems = new ArrayList<LineProblem>();
        int lines = 0;
        if (form.ok()) {
            try {
                var records = records(new String(Objects.requireNonNull(file).getBytes(), StandardCharsets.UTF_8));
                lines = records.size();
                load(records, problems, request);
            } catch (CsvParseException e) {
                form.problem("file", "monitoring.load.file.form");
            } catch (Invalid e) {
                form.refused(e);
            }
        }
        if (!form.ok() || !problems.isEmpty()) {
            var again = page(form, problems, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.load.file.done", lines);
        return new ModelAndView("redirect:/monitoring/loads");
    }

    private static List<NamedCsvRecord> records(String text) {
        var records = new ArrayList<NamedCsvRecord>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            for (var line : csv) {
                if (records.size() >= MOST_LINES) {
                    throw new Invalid("file", "monitoring.load.file.large", MOST_LINES);
                }
                records.add(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return records;
    }

    private void load(List<NamedCsvRecord> records, List<LineProblem> problems, HttpServletRequest request) {
        var t = frames.texts(request);
        whole.executeWithoutResult(status -> {
            for (var line : records) {
                var form = Form.empty()
                        .with("parameter", cell(line, "parameter"))
                        .with("month", cell(line, "month"))
                        .with("amount", cell(line, "amount"))
                        .with("measure", cell(line, "unit"))
                        .with("source", cell(line, "source"))
                        .with("note", cell(line, "note"));
                try {
                    var sent = read(form, queries.outlet(cell(line, "point")));
                    form.check();
                    loads.send(sent);
                } catch (Invalid e) {
                    var all = form.ok() ? form.refused(e) : form;
                    all.problems().forEach(p -> {
                        if (problems.size() < MOST_PROBLEMS) {
                            problems.add(new LineProblem(line.getStartingLineNumber(), p.in(t)));
                        }
                    });
                }
            }
            if (!problems.isEmpty()) {
                status.setRollbackOnly();
            }
        });
    }

    private static String cell(NamedCsvRecord line, String name) {
        return line.findField(name).orElse("").strip();
    }
}
