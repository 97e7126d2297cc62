package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.notices.Level;
import org.verdite.rectification.LadderRung.Anchor;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;

/// To whom the deadlines of each severity are told on their way (ISO 14001, 7.4 and 10.2). A change holds at once for
/// all running items; a rung that is new tells nothing that was due before it was there.
@Component
public class Ladders {

    /// The most rungs of a severity.
    public static final int MOST = 12;

    private static final int YEAR = 8760;

    /// @param since what was due before is not told by it
    record Standing(LadderRung rung, Instant since) {}

    private final JdbcClient jdbc;
    private final SeverityRules rules;

    Ladders(JdbcClient jdbc, SeverityRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /// The rungs of a severity as they follow each other.
    @Transactional(readOnly = true)
    public List<LadderRung> of(Severity severity) {
        return standing().getOrDefault(severity, List.of()).stream()
                .map(Standing::rung)
                .toList();
    }

    Map<Severity, List<Standing>> standing() {
        var ladders = new EnumMap<Severity, List<Standing>>(Severity.class);
        jdbc.sql("""
                        select severity, anchor, hours, addressees, greatest(since, '1970-01-01') as since from rectification.rung
                        where retired_at is null order by severity, array_position(array['OPENING', 'HALF', 'DUE'], anchor), hours""").query(rs -> {
            ladders.computeIfAbsent(Severity.valueOf(rs.getString("severity")), _ -> new ArrayList<>())
                    .add(standing(rs));
        });
        return ladders;
    }

    private static Standing standing(ResultSet rs) throws SQLException {
        var to = EnumSet.noneOf(Level.class);
        for (String level : (String[]) rs.getArray("addressees").getArray()) {
            to.add(Level.valueOf(level));
        }
        return new Standing(
                new LadderRung(Anchor.valueOf(rs.getString("anchor")), rs.getInt("hours"), Set.copyOf(to)),
                rs.getObject("since", OffsetDateTime.class).toInstant());
    }

    /// Takes the place of a severity's rungs. One with the same place on the way stays the same, whoever it is told to.
    ///
    /// @param version of the severity's rule, as it was read
    /// @throws Invalid naming `rungs`: none, too many, two at the same place, or one without anybody to tell
    @Transactional
    public void change(Severity severity, List<LadderRung> rungs, int version) {
        rules.requireMayChange();
        check(rungs);
        int known = jdbc.sql("""
                        update rectification.severity_rule set version = version + 1 where severity = :severity and version = :version""")
                .param("severity", severity.name())
                .param("version", version)
                .update();
        if (known != 1) {
            throw new Conflict("ladder " + severity);
        }
        jdbc.sql("""
                        update rectification.rung r set retired_at = verdite.now() where severity = :severity and retired_at is null
                          and not exists (select from unnest(:anchors, :hours) t(anchor, hours) where t.anchor = r.anchor and t.hours = r.hours)""")
                .param("severity", severity.name())
                .param("anchors", rungs.stream().map(r -> r.anchor().name()).toArray(String[]::new))
                .param("hours", rungs.stream().map(LadderRung::hours).toArray(Integer[]::new))
                .update();
        for (LadderRung rung : rungs) {
            jdbc.sql("""
                            insert into rectification.rung as r (severity, anchor, hours, addressees)
                            values (:severity, :anchor, :hours, :to)
                            on conflict (severity, anchor, hours) where retired_at is null do update set addressees = excluded.addressees
                            where r.addressees <> excluded.addressees""")
                    .param("severity", severity.name())
                    .param("anchor", rung.anchor().name())
                    .param("hours", rung.hours())
                    .param("to", rung.to().stream().sorted().map(Enum::name).toArray(String[]::new))
                    .update();
        }
        jdbc.sql("""
                        update rectification.item_clock c set next_at = '-infinity' from rectification.item i
                        where i.id = c.item_id and i.severity = :severity""").param("severity", severity.name()).update();
    }

    /// A severity's rule and its ladder together.
    ///
    /// @throws Conflict when somebody changed either since
    @Transactional
    public void change(SeverityRules.SeverityRule rule, List<LadderRung> rungs) {
        rules.change(rule);
        change(rule.severity(), rungs, rule.version() + 1);
    }

    private static void check(List<LadderRung> rungs) {
        if (rungs.isEmpty()) {
            throw new Invalid("rungs", "rectification.ladder.empty");
        }
        if (rungs.size() > MOST) {
            throw new Invalid("rungs", "rectification.ladder.most", MOST);
        }
        var places = new HashSet<String>();
        for (LadderRung rung : rungs) {
            if (rung.to().isEmpty()) {
                throw new Invalid("rungs", "rectification.ladder.nobody");
            }
            if (Math.abs(rung.hours()) > YEAR || rung.anchor() != Anchor.DUE && rung.hours() != 0) {
                throw new Invalid("rungs", "rectification.ladder.hours", YEAR);
            }
            if (!places.add(rung.anchor() + " " + rung.hours())) {
                throw new Invalid("rungs", "rectification.ladder.twice");
            }
        }
    }
}
