package org.verdite.funds.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Expenditure lines and rates; a line's history is also that of its reversal.
@Component
class FundsRecords extends SqlRecords {

    FundsRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("funds.posting", """
                        select text as title, '/funds/postings/' || id as path from funds.posting where id = :key""", """
                        select 'funds.posting', id from funds.posting
                        where reverses = :key or id = (select p.reverses from funds.posting p where p.id = :key) order by id desc""", """
                        select 'funds.link', id from funds.link where posting_id = :key order by id desc"""),
                line(),
                part("funds.line_version", "v.number || ': ' || x.title"),
                part("funds.commitment", "x.reference || ' ' || x.supplier"),
                part("funds.link", "v.number"),
                Register.of("funds.plan_rule", """
                        select valid_from::text as title, '/funds/plan/settings' as path from funds.plan_rule where id = :key""", """
                        select 'funds.plan_rule', r.id from funds.plan_rule r join funds.plan_rule x on x.id = :key and r.valid_from = x.valid_from
                        order by r.id desc"""),
                Register.of("funds.budget_rate", """
                        select currency || ' ' || year as title, '/funds/plan/settings' as path from funds.budget_rate where id = :key""", """
                        select 'funds.budget_rate', r.id from funds.budget_rate r join funds.budget_rate x on x.id = :key
                        and (r.currency, r.year) = (x.currency, x.year) order by r.id desc"""),
                Register.of("funds.rate", """
                        select currency || ' ' || year || coalesce('-' || lpad(month::text, 2, '0'), '') as title, '/funds/rates?year=' || year as path
                        from funds.rate where id = :key""", """
                        select 'funds.rate', r.id from funds.rate r join funds.rate x on x.id = :key
                        and (r.currency, r.year, coalesce(r.month, 0)) = (x.currency, x.year, coalesce(x.month, 0)) order by r.id desc"""));
        codes("funds.category.", "funds.posting.category", "funds.line.category");
        codes(
                "ui.currency.",
                "funds.posting.currency",
                "funds.rate.currency",
                "funds.line.currency",
                "funds.plan_rule.currency",
                "funds.budget_rate.currency");
        codes("funds.nature.", "funds.posting.nature", "funds.line.nature");
        codes("funds.line.state.", "funds.line.state");
        codes("funds.version.", "funds.line_version.state");
    }

    private static Register line() {
        return Register.of("funds.line", """
                select number || ' ' || title as title, '/funds/lines/' || id as path from funds.line where id = :key""", """
                select 'funds.line_version', id from funds.line_version where line_id = :key order by id desc""", """
                select 'funds.commitment', id from funds.commitment where line_id = :key order by id desc""", """
                select 'funds.link', id from funds.link where line_id = :key order by id desc""");
    }

    private static Register part(String table, String title) {
        return Register.part(
                table,
                "select " + title + " as title, '/funds/lines/' || v.id as path from " + table
                        + " x join funds.line v on v.id = x.line_id where x.id = :key");
    }
}
