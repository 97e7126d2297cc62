package org.verdite.funds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;

/// What money may be asked for.
@Component
class LineRules {

    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private record Life(LocalDate opened, @Nullable LocalDate closed) {}

    private final JdbcClient jdbc;
    private final Days days;

    LineRules(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /// @throws Invalid naming every field that can't be taken
    void check(NewLine n) {
        var problems = new ArrayList<Invalid.Problem>();
        int today = days.today().getYear();
        if (n.year() < 1990 || n.year() > today + 10) {
            problems.add(new Invalid.Problem("year", "ui.form.range", List.of("1990", String.valueOf(today + 10))));
        } else {
            open(problems, n);
        }
        if (!Currencies.known(n.currency())) {
            problems.add(new Invalid.Problem("currency", "funds.invalid.currency", List.of(n.currency())));
        }
        check(problems, n.terms());
    }

    private void open(List<Invalid.Problem> problems, NewLine n) {
        var life = jdbc.sql("select opened, closed from organisation.pub_unit where id = :id")
                .param("id", n.unit().value())
                .query((rs, _) -> new Life(rs.getObject(1, LocalDate.class), rs.getObject(2, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("unit " + n.unit()));
        LocalDate closed = life.closed();
        if (closed != null && (!closed.isAfter(days.today()) || closed.getYear() < n.year())) {
            problems.add(new Invalid.Problem("place", "funds.invalid.unitClosed", List.of(closed)));
        }
        if (life.opened().getYear() > n.year()) {
            problems.add(new Invalid.Problem("place", "funds.invalid.unitOpens", List.of(life.opened())));
        }
    }

    /// @throws Invalid naming every field that can't be taken
    void check(LineTerms terms, String reason) {
        var problems = new ArrayList<Invalid.Problem>();
        if (reason.isBlank() || reason.length() > 500) {
            problems.add(new Invalid.Problem("reason", "funds.invalid.reason", List.of()));
        }
        check(problems, terms);
    }

    private void check(List<Invalid.Problem> problems, LineTerms terms) {
        if (terms.title().isBlank()) {
            problems.add(new Invalid.Problem("title", "ui.form.required", List.of()));
        } else if (Lengths.controls(terms.title())) {
            problems.add(new Invalid.Problem("title", "ui.form.control", List.of()));
        } else if (terms.title().strip().length() > 200) {
            problems.add(new Invalid.Problem(
                    "title",
                    "ui.form.tooLong",
                    List.of(200, terms.title().strip().length())));
        }
        if (!seen(terms.owner())) {
            problems.add(new Invalid.Problem("owner", "funds.invalid.owner", List.of()));
        }
        if (terms.months().size() != 12) {
            problems.add(new Invalid.Problem(
                    "months", "funds.invalid.months", List.of(terms.months().size())));
        } else {
            for (int m = 0; m < 12; m++) {
                amount(problems, "m" + (m + 1), terms.months().get(m));
            }
            if (terms.total().signum() == 0) {
                problems.add(new Invalid.Problem("m1", "funds.invalid.planned", List.of()));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// Money that is planned or bound is nothing or more, in whole cents, and of a size that fits.
    static void amount(List<Invalid.Problem> problems, String field, BigDecimal amount) {
        if (amount.signum() < 0) {
            problems.add(new Invalid.Problem(field, "funds.invalid.negative", List.of()));
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            problems.add(new Invalid.Problem(field, "funds.invalid.cents", List.of()));
        }
        if (amount.abs().compareTo(LARGEST) >= 0) {
            problems.add(new Invalid.Problem(field, "funds.invalid.large", List.of()));
        }
    }

    /// Somebody the reader doesn't see is nobody they can name.
    private boolean seen(PersonId person) {
        return jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                .param("id", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }
}
