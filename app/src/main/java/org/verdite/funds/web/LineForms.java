package org.verdite.funds.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.funds.Category;
import org.verdite.funds.Currencies;
import org.verdite.funds.FundedOrigin;
import org.verdite.funds.LineOrigins;
import org.verdite.funds.LineTerms;
import org.verdite.funds.Nature;
import org.verdite.shared.Invalid;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// What is typed about funding lines, and what there is to choose from.
@Component
@Transactional(readOnly = true)
class LineForms {

    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    /// Of each kind that money can be planned for; an older one is reached from its own page.
    private static final int MOST = 300;

    private final JdbcClient jdbc;
    private final FundsQueries choices;
    private final LineOrigins origins;

    LineForms(JdbcClient jdbc, FundsQueries choices, LineOrigins origins) {
        this.jdbc = jdbc;
        this.choices = choices;
        this.origins = origins;
    }

    static LineTerms terms(Form form) {
        return new LineTerms(
                form.text("title", 200), new PersonId(form.integer("owner", 1, Integer.MAX_VALUE)), months(form));
    }

    /// Twelve months as typed; a year's total alone is spread over them, to the cent.
    private static List<BigDecimal> months(Form form) {
        boolean typed = IntStream.rangeClosed(1, 12).anyMatch(m -> form.has("m" + m));
        if (!typed && form.has("total")) {
            return spread(form.amount("total"));
        }
        return IntStream.rangeClosed(1, 12).mapToObj(m -> form.amount("m" + m)).toList();
    }

    static List<BigDecimal> spread(BigDecimal total) {
        BigDecimal each = total.divide(TWELVE, 2, RoundingMode.DOWN);
        var months = new ArrayList<BigDecimal>();
        for (int m = 1; m < 12; m++) {
            months.add(each);
        }
        months.add(total.subtract(each.multiply(BigDecimal.valueOf(11))));
        return months;
    }

    static Form filled(LineTerms terms) {
        var form = Form.empty().with("title", terms.title()).with("owner", terms.owner());
        for (int m = 1; m <= 12; m++) {
            form.with("m" + m, terms.months().get(m - 1).stripTrailingZeros().toPlainString());
        }
        return form;
    }

    static String currency(Form form, String name) {
        String code = form.text(name, 3).toUpperCase(Locale.ROOT);
        boolean known = Currencies.known(code);
        if (!known && form.has(name)) {
            form.problem(name, "funds.invalid.currency", code);
        }
        return known ? code : "CNY";
    }

    /// As an address writes it: `room/kind/key`. What it is called says its own room.
    static @Nullable Origin origin(Form form) {
        if (!form.has("origin")) {
            return null;
        }
        String[] parts = form.typed("origin").strip().split("/", 3);
        if (parts.length != 3 || !parts[0].matches("[a-z]{1,40}") || parts[1].isBlank() || parts[2].isBlank()) {
            form.problem("origin", "funds.invalid.origin", form.typed("origin"));
            return null;
        }
        return named(parts[0], parts[1], parts[2]);
    }

    static Origin named(String room, String kind, String key) {
        return new Origin(room, kind, key, key, "/" + room);
    }

    LinePages.New fresh(Form form, Texts t) {
        var offered = origins.choices(MOST, t);
        var payable = new ArrayList<LinePages.Payable>();
        named(form, offered).ifPresent(payable::add);
        offered.forEach(c -> payable.add(new LinePages.Payable(written(c.origin()), c.name(), c.note())));
        return new LinePages.New(
                form,
                choices.units(t),
                people(t),
                FundsQueries.words("funds.category.", Category.values(), t),
                FundsQueries.words("funds.nature.", Nature.values(), t),
                choices.payable(t),
                payable);
    }

    private static String written(Origin origin) {
        return origin.room() + "/" + origin.kind() + "/" + origin.id();
    }

    /// What was asked for by its address and is not among the nearest.
    private Optional<LinePages.Payable> named(Form form, List<FundedOrigin.Choice> offered) {
        try {
            Origin named = origin(Form.empty().with("origin", form.typed("origin")));
            if (named == null
                    || offered.stream().anyMatch(c -> written(c.origin()).equals(written(named)))) {
                return Optional.empty();
            }
            var known = origins.require(named.room(), named.kind(), named.id());
            return Optional.of(new LinePages.Payable(written(known), known.title(), ""));
        } catch (Invalid unknown) {
            // it is said at the field once the form is sent
            return Optional.empty();
        }
    }

    Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as word from organisation.pub_person order by word, id limit 500""").param("lang", t.language()).query(rs -> {
            people.put(rs.getString("id"), rs.getString("word"));
        });
        return people;
    }
}
