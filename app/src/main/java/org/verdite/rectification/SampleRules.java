package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;

/// The rules by which corrections on the spot are drawn for verification. A change counts for what is reported from
/// then on; a decision once made names the rule it was made by.
@Component
public class SampleRules {

    private static final String SELECT =
            "select severity, share, least, wait_days, raised_days, version from rectification.sample_rule";

    private final JdbcClient jdbc;
    private final SeverityRules severities;

    SampleRules(JdbcClient jdbc, SeverityRules severities) {
        this.jdbc = jdbc;
        this.severities = severities;
    }

    @Transactional(readOnly = true)
    public List<SampleRule> all() {
        return jdbc.sql(SELECT + " order by array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'LOW'], severity)")
                .query((rs, _) -> rule(rs))
                .list();
    }

    @Transactional(readOnly = true)
    public SampleRule of(Severity severity) {
        return jdbc.sql(SELECT + " where severity = :severity")
                .param("severity", severity.name())
                .query((rs, _) -> rule(rs))
                .single();
    }

    /// True for who administers the whole group, for which the rules hold.
    public boolean mayChange() {
        return severities.mayChange();
    }

    /// Takes the place of the rule with this version.
    @Transactional
    public void change(SampleRule rule) {
        severities.requireMayChange();
        within("share", rule.share(), 100);
        within("least", rule.least(), 1000);
        within("waitDays", rule.waitDays(), 365);
        within("raisedDays", rule.raisedDays(), 365);
        int changed = jdbc.sql("""
                update rectification.sample_rule set share = :share, least = :least, wait_days = :wait, raised_days = :raised,
                  version = version + 1
                where severity = :severity and version = :version""")
                .param("share", rule.share())
                .param("least", rule.least())
                .param("wait", rule.waitDays())
                .param("raised", rule.raisedDays())
                .param("severity", rule.severity().name())
                .param("version", rule.version())
                .update();
        if (changed != 1) {
            throw new Conflict("sample rule " + rule.severity());
        }
    }

    private static void within(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw new Invalid(field, "ui.form.range", 0, most);
        }
    }

    private static SampleRule rule(ResultSet rs) throws SQLException {
        return new SampleRule(
                Severity.valueOf(rs.getString("severity")),
                rs.getInt("share"),
                rs.getInt("least"),
                rs.getInt("wait_days"),
                rs.getInt("raised_days"),
                rs.getInt("version"));
    }
}
