package org.verdite.funds;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.Evidence;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// The expenditure ledger. A line is never edited: it is reversed, with a reason, and entered again.
@Component
public class Ledger {

    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private final JdbcClient jdbc;
    private final Access access;
    private final Evidence evidence;
    private final java.time.Clock clock;
    private final LineLinks links;

    Ledger(JdbcClient jdbc, Access access, Evidence evidence, java.time.Clock clock, LineLinks links) {
        this.jdbc = jdbc;
        this.access = access;
        this.evidence = evidence;
        this.clock = clock;
        this.links = links;
    }

    /// Enters a line; needs {@link Permission#FUNDS_EDIT} at its unit.
    ///
    /// @return the line's number
    /// @throws Invalid when the month has not begun or the amount is nothing
    @Transactional
    public long post(NewPosting p) {
        return post(p, "");
    }

    /// The same, once: what comes again with the same key at the same unit is the line that is there.
    ///
    /// @param key chosen by the sender, at most 100 characters; empty for none
    /// @throws Refused when the key came with another line before
    @Transactional
    public long post(NewPosting p, String key) {
        access.require(Permission.FUNDS_EDIT, p.unit());
        if (key.length() > 100) {
            throw new Invalid("key", "ui.form.tooLong", 100, key.length());
        }
        if (!key.isEmpty()) {
            var there = sentBefore(p, key);
            if (there.isPresent()) {
                return there.get();
            }
        }
        check(p);
        return insert(p, action(p), key).or(() -> sentBefore(p, key)).orElseThrow();
    }

    private record Before(long id, boolean same) {}

    /// @throws Refused when the key came with another line
    private Optional<Long> sentBefore(NewPosting p, String key) {
        var before = jdbc.sql("""
                        select id, month = :month and category = :category and nature = :nature and amount = :amount
                          and currency = :currency and document = :document and text = :text
                          and site_id is not distinct from :site as same
                        from funds.posting where unit_id = :unit and client_key = :key""")
                .param("unit", p.unit().value())
                .param("key", key)
                .param("month", p.month().atDay(1))
                .param("category", p.category().name())
                .param("nature", p.nature().name())
                .param("amount", p.amount().amount())
                .param("currency", p.amount().currency())
                .param("document", p.document())
                .param("text", p.text())
                .param("site", p.site() == null ? null : p.site().value(), Types.INTEGER)
                .query((rs, _) -> new Before(rs.getLong(1), rs.getBoolean(2)))
                .optional();
        if (before.isPresent() && !before.get().same()) {
            throw new Refused("ui.once.other");
        }
        return before.map(Before::id);
    }

    /// What the line pays for, as its own room knows it: nobody links money to what they can't see, nor under another
    /// name.
    private @Nullable Origin action(NewPosting p) {
        Origin named = p.action();
        if (named == null) {
            return null;
        }
        try {
            Origin known =
                    evidence.place(named.room(), named.kind(), named.id()).origin();
            if (known != null && known.room().equals("actions")) {
                return known;
            }
        } catch (NotHere unknown) {
            throw new Invalid("action", "funds.invalid.action", named.id());
        }
        throw new Invalid("action", "funds.invalid.action", named.id());
    }

    /// The name under which vouchers and other rooms link to a line.
    public static Origin origin(long posting, String document) {
        return new Origin("funds", "posting", String.valueOf(posting), document, "/funds/postings/" + posting);
    }

    /// Empty when the same was sent by somebody else a moment ago.
    private Optional<Long> insert(NewPosting p, @Nullable Origin action, String key) {
        return jdbc.sql("""
                insert into funds.posting (unit_id, site_id, month, category, nature, amount, currency, document, text,
                  action_room, action_kind, action_key, action_title, action_path, client_key)
                values (:unit, :site, :month, :category, :nature, :amount, :currency, :document, :text,
                  :room, :kind, :actionKey, :title, :path, :key)
                on conflict (unit_id, client_key) where client_key is not null do nothing returning id""")
                .param("unit", p.unit().value())
                .param("site", p.site() == null ? null : p.site().value())
                .param("month", p.month().atDay(1))
                .param("category", p.category().name())
                .param("nature", p.nature().name())
                .param("amount", p.amount().amount())
                .param("currency", p.amount().currency())
                .param("document", p.document())
                .param("text", p.text())
                .param("room", action == null ? null : action.room())
                .param("kind", action == null ? null : action.kind())
                .param("actionKey", action == null ? null : action.id())
                .param("key", key.isEmpty() ? null : key)
                .param("title", action == null ? null : action.title())
                .param("path", action == null ? null : action.href())
                .query((rs, _) -> rs.getLong(1))
                .optional();
    }

    private void check(NewPosting p) {
        var problems = new ArrayList<Invalid.Problem>();
        BigDecimal amount = p.amount().amount();
        if (amount.signum() <= 0) {
            problems.add(new Invalid.Problem("amount", "funds.invalid.zero", List.of()));
        }
        if (!Currencies.known(p.amount().currency())) {
            problems.add(new Invalid.Problem(
                    "currency", "funds.invalid.currency", List.of(p.amount().currency())));
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            problems.add(new Invalid.Problem("amount", "funds.invalid.cents", List.of()));
        }
        if (amount.abs().compareTo(LARGEST) >= 0) {
            problems.add(new Invalid.Problem("amount", "funds.invalid.large", List.of()));
        }
        if (p.month().isAfter(YearMonth.from(clock.instant().atOffset(ZoneOffset.ofHours(14))))) {
            problems.add(new Invalid.Problem("month", "funds.invalid.future", List.of()));
        }
        if (p.document().isBlank() || p.document().length() > 100) {
            problems.add(new Invalid.Problem("document", "funds.invalid.document", List.of()));
        }
        if (p.text().length() > 500) {
            problems.add(new Invalid.Problem(
                    "text", "ui.form.tooLong", List.of(500, p.text().length())));
        }
        if (p.month().getYear() < 1990) {
            problems.add(new Invalid.Problem("month", "ui.form.range", List.of("1990", "2200")));
        }
        if (p.site() != null && !siteBelongs(p)) {
            problems.add(new Invalid.Problem("site", "funds.invalid.site", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// The site stands below the unit that pays, or the unit is a part of the site.
    private boolean siteBelongs(NewPosting p) {
        return jdbc.sql("""
                select exists (select from organisation.pub_site s where s.id = :site
                  and (s.unit_id in (select organisation.pub_below(:unit, :end)) or :unit in (select organisation.pub_below(s.unit_id, :end))))""")
                .param("site", p.site() == null ? 0 : p.site().value())
                .param("unit", p.unit().value())
                .param("end", p.month().atEndOfMonth())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Takes a line back. The reversal stands in the line's own month, so that its year is restated, and is recorded
    /// today, so that the year as known before stays what it was.
    ///
    /// @return the reversal's number
    /// @throws Refused when the line is a reversal or was reversed before
    @Transactional
    public long reverse(long posting, String reason) {
        var original = find(posting);
        access.require(Permission.FUNDS_EDIT, original.unit());
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "funds.invalid.reason");
        }
        if (original.reverses() != null) {
            throw new Refused("funds.refused.reversal", posting);
        }
        links.hold(List.of(posting));
        try {
            long reversal = jdbc.sql("""
                    insert into funds.posting (unit_id, site_id, month, category, nature, amount, currency, document, text, reverses, reason,
                      action_room, action_kind, action_key, action_title, action_path)
                    select unit_id, site_id, month, category, nature, -amount, currency, document, text, id, :reason,
                      action_room, action_kind, action_key, action_title, action_path
                    from funds.posting where id = :id returning id""")
                    .param("id", posting)
                    .param("reason", reason)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
            links.follow(posting, reversal);
            return reversal;
        } catch (DuplicateKeyException again) {
            throw new Refused("funds.refused.reversedBefore", posting);
        }
    }

    private record Line(
            UnitId unit, LocalDate month, @Nullable Long reverses) {}

    private Line find(long posting) {
        return jdbc.sql("select unit_id, month, reverses from funds.posting where id = :id")
                .param("id", posting)
                .query((rs, _) -> new Line(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getObject("month", LocalDate.class),
                        rs.getObject("reverses", Long.class)))
                .optional()
                .orElseThrow(() -> new NotHere("posting " + posting));
    }
}
