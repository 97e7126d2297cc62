package org.verdite.funds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Group;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;

/// What currencies are in RMB, by year or month. A correction supersedes; what was known before stays askable.
@Component
public class Rates {

    private static final BigDecimal LARGEST = new BigDecimal(1_000_000);

    private final JdbcClient jdbc;
    private final Group group;

    Rates(JdbcClient jdbc, Group group) {
        this.jdbc = jdbc;
        this.group = group;
    }

    /// Enters or corrects a rate; needs {@link Permission#FUNDS_EDIT} at the group.
    ///
    /// @throws Conflict when somebody else entered it at the same time
    @Transactional
    public long set(NewRate r) {
        group.require(Permission.FUNDS_EDIT);
        check(r);
        jdbc.sql("""
                update funds.rate set superseded_at = verdite.now()
                where currency = :currency and year = :year and coalesce(month, 0) = coalesce(cast(:month as int), 0)
                  and superseded_at is null""")
                .param("currency", r.currency())
                .param("year", r.year())
                .param("month", r.month())
                .update();
        return insert(r).orElseThrow(() -> new Conflict("rate of " + r.currency()));
    }

    /// Empty when somebody else entered the same rate a moment ago.
    private Optional<Long> insert(NewRate r) {
        return jdbc.sql("""
                insert into funds.rate (currency, year, month, average, closing, source)
                values (:currency, :year, :month, :average, :closing, :source)
                on conflict do nothing returning id""")
                .param("currency", r.currency())
                .param("year", r.year())
                .param("month", r.month())
                .param("average", r.average())
                .param("closing", r.closing())
                .param("source", r.source())
                .query((rs, _) -> rs.getLong(1))
                .optional();
    }

    private static void check(NewRate r) {
        var problems = new ArrayList<Invalid.Problem>();
        if (!r.currency().matches("[A-Z]{3}") || r.currency().equals("CNY") || !Currencies.known(r.currency())) {
            problems.add(new Invalid.Problem("currency", "funds.invalid.currency", List.of(r.currency())));
        }
        Integer month = r.month();
        if (month != null && (month < 1 || month > 12)) {
            problems.add(new Invalid.Problem("month", "ui.form.range", List.of(1, 12)));
        }
        if (outside(r.average())) {
            problems.add(new Invalid.Problem("average", "funds.invalid.rate", List.of()));
        }
        if (outside(r.closing())) {
            problems.add(new Invalid.Problem("closing", "funds.invalid.rate", List.of()));
        }
        if (r.year() < 1990 || r.year() > 2200) {
            problems.add(new Invalid.Problem("year", "ui.form.range", List.of(1990, 2200)));
        }
        if (r.source().isBlank() || r.source().length() > 200) {
            problems.add(new Invalid.Problem("source", "ui.form.required", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    static boolean outside(BigDecimal rate) {
        return rate.signum() <= 0
                || rate.compareTo(LARGEST) >= 0
                || rate.stripTrailingZeros().scale() > 8;
    }
}
