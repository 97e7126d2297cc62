package org.verdite.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.verdite.AttackMatrix;

/// Every page there is, with an address of the demonstration for each: what is mapped to GET and no file or fragment.
/// Keys come from the kinds of `attack-matrix.csv`; pages that ask for a record in a certain state say here which.
final class PageAddresses {

    /// @param login whose page it is; empty for nobody's
    record Address(String path, String login, int status) {}

    /// Files, data and pieces of pages.
    private static final Pattern NO_PAGE = Pattern.compile(
            ".*(/export|/template|/present|/report|/editions/[^/]+/file|\\.csv|\\.json|/content|/photos/[^/]+)$|^/api/.*");

    private static final Map<String, String> EXEMPT = Map.of(
            "/error", "the container's own way to the page of a problem, which /nowhere shows",
            "/first-run", "only there before the first account",
            "/monitoring/gaps/{id}", "the demonstration says of no series when its data are expected",
            "/notices/webhooks/{id}", "the demonstration calls nobody outside: WebhookTests opens it",
            "/monitoring/registers/{file}", "of a workbook that was brought: EntryTests opens it",
            "/organisation/rosters/{id}", "of a file that was brought: RosterTests opens it",
            "/reporting/explain/{key}/records", "a download",
            "/targets/shares/{id}/parts", "rows of a table that is there already: SharePagesTests opens it",
            "/obligations/references/{id}", "the demonstration's permits name their limits themselves");

    /// Queries that answer addresses, where the first record of the table won't do.
    private static final Map<String, String> ASKED = Map.ofEntries(
            Map.entry(
                    "/inspections/editions/{id}/criteria/new",
                    "select '/inspections/editions/' || min(id) || '/criteria/new' from inspections.edition where state = 'DRAFT'"),
            Map.entry("/inspections/editions/{id}/criteria/{code}", """
            select '/inspections/editions/' || e.id || '/criteria/' || min(c.code) from inspections.edition e
            join inspections.criterion c on c.edition_id = e.id where e.state = 'DRAFT' and c.against = 'CHANGED' group by e.id"""),
            Map.entry("/inspections/editions/{id}/criteria/{code}/edit", """
            select '/inspections/editions/' || e.id || '/criteria/' || min(c.code) || '/edit' from inspections.edition e
            join inspections.criterion c on c.edition_id = e.id where e.state = 'DRAFT' and c.against = 'CHANGED' group by e.id"""),
            Map.entry(
                    "/inspections/clauses",
                    "select '/inspections/clauses?standard=EPE-INSPECTION&edition=sample-1&clause=3.2'"),
            Map.entry(
                    "/obligations/documents/{id}",
                    "select '/obligations/documents/' || id from obligations.standard where unit_id is not null or edition = '2026'"),
            Map.entry(
                    "/obligations/documents/{id}/edit",
                    "select '/obligations/documents/' || min(id) || '/edit' from obligations.standard where state = 'DRAFT'"),
            Map.entry(
                    "/obligations/documents/new",
                    "select '/obligations/documents/new' union all select '/obligations/documents/new?next=' || id from obligations.standard where unit_id is not null and state = 'PUBLISHED'"),
            Map.entry("/obligations/sets/{id}/{task}", """
            select '/obligations/sets/' || min(s.id) || '/' || t.task from obligations.limit_set s
            cross join (values ('correct'), ('end'), ('renew')) t(task) where s.unit_id is not null group by t.task"""),
            Map.entry("/rectification/items/{id}/{task}", """
            select '/rectification/items/' || i.id || '/' || t.task
            from (values ('edit', 'OPEN'), ('details', 'OPEN'), ('people', 'OPEN'), ('severity', 'OPEN'), ('cause', 'OPEN'), ('action', 'OPEN'),
              ('plan', 'OPEN'), ('time', 'OPEN'), ('authority', 'OPEN'), ('cancel', 'OPEN'), ('repeat', 'OPEN'), ('approve', 'PLAN_SUBMITTED'), ('done', 'IN_PROGRESS'),
              ('verify', 'DONE_SUBMITTED'), ('effect', 'VERIFIED')) t(task, state)
            cross join lateral (select min(id) as id from rectification.item where state = t.state and workflow = 'PLAN') i"""),
            Map.entry(
                    "/rectification/items/{id}/changes/new",
                    "select '/rectification/items/' || min(id) || '/changes/new' from rectification.item where state = 'CLOSED_EFFECTIVE'"),
            Map.entry(
                    "/rectification/items/{id}",
                    "select '/rectification/items/' || min(id) from rectification.item group by state"),
            Map.entry("/actions/{id}/{step}", """
            select '/actions/' || a.id || '/' || s.step from (values ('done'), ('cancel'), ('edit')) s(step)
            cross join (select min(id) as id from actions.action where state not in ('DONE', 'CANCELLED')) a"""),
            Map.entry(
                    "/monitoring/loads/{point}/{parameter}",
                    "select '/monitoring/loads/' || min(point_id) || '/w01018' from monitoring.load where kind = 'SENT'"),
            Map.entry(
                    "/monitoring/points/{id}/load-rule",
                    "select '/monitoring/points/' || min(point_id) || '/load-rule' from monitoring.load"),
            Map.entry(
                    "/monitoring/quotas/{id}",
                    "select '/monitoring/quotas/' || min(id) from obligations.quota group by period"),
            Map.entry(
                    "/monitoring/rounds/{plan}/{day}",
                    "select '/monitoring/rounds/' || plan_id || '/' || round_day from monitoring.sample where plan_id is not null limit 1"),
            Map.entry(
                    "/monitoring/rounds/{plan}/{day}/sheet",
                    "select '/monitoring/rounds/' || plan_id || '/' || round_day || '/sheet' from monitoring.sample where plan_id is not null limit 1"),
            Map.entry(
                    "/monitoring/rounds/{plan}/{day}/labels",
                    "select '/monitoring/rounds/' || plan_id || '/' || round_day || '/labels' from monitoring.sample where plan_id is not null limit 1"),
            Map.entry(
                    "/monitoring/samples/new",
                    "select '/monitoring/samples/new' union all select '/monitoring/samples/new?point=' || min(id) from monitoring.point"),
            Map.entry("/monitoring/tax", """
            select '/monitoring/tax' union all
            select '/monitoring/tax?site=' || p.site_id || '&month=' || to_char(max(l.month), 'YYYY-MM')
            from monitoring.load l join monitoring.point p on p.id = l.point_id group by p.site_id"""),
            Map.entry(
                    "/obligations/sets/{id}/quotas",
                    "select '/obligations/sets/' || min(set_id) || '/quotas' from obligations.quota"),
            Map.entry(
                    "/monitoring/imports/{id}",
                    "select '/monitoring/imports/' || min(id) from monitoring.intake where state = 'LOADED'"),
            Map.entry(
                    "/monitoring/months/{site}/{month}",
                    "select '/monitoring/months/' || min(site_id) || '/2026-03' from monitoring.point"),
            Map.entry("/monitoring/exceedances/{id}", """
            select '/monitoring/exceedances/' || min(id) from monitoring.exceedance group by kind
            union all select '/monitoring/exceedances/' || min(id) || '?write=cause' from monitoring.exceedance"""),
            Map.entry(
                    "/documents/{id}",
                    "select '/documents/' || min(id::text) from documents.evidence group by media_type"),
            Map.entry(
                    "/obligations/sets/{id}",
                    "select '/obligations/sets/' || min(id) from obligations.limit_set group by side"),
            Map.entry(
                    "/obligations/sets/{id}/adopt",
                    "select '/obligations/sets/' || id || '/adopt' from obligations.limit_set where code = 'IFC EHS Mining'"),
            Map.entry("/obligations/standards/compare", """
            select '/obligations/standards/compare?sets=' || string_agg(id::text, ',' order by id) from obligations.limit_set
            where side = 'STANDARD' and (code = 'IFC EHS Mining' or table_name in ('Table 2, direct, mining and beneficiation', 'Schedule 4'))"""),
            Map.entry(
                    "/targets/policies/{id}",
                    "select '/targets/policies/' || min(id) from targets.policy group by state"),
            Map.entry("/targets/policies/{id}/people", """
            select '/targets/policies/' || min(id) || '/people' from targets.policy where state = 'APPROVED'"""),
            Map.entry("/targets/policies/{id}/edit", """
            select '/targets/policies/' || min(id) || '/edit' from targets.policy"""),
            Map.entry(
                    "/targets/goals/{id}",
                    "select '/targets/goals/' || min(id) from targets.goal group by state, method"),
            Map.entry("/targets/goals/{id}/what-if", """
            select '/targets/goals/' || goal_id || '/what-if?value=0.4&share=' || min(id) from targets.share where parent_id is null and value < 1
            group by goal_id"""),
            Map.entry(
                    "/targets/shares/{id}",
                    "select '/targets/shares/' || min(id) from targets.share group by state, holder"),
            Map.entry("/targets/shares", "select '/targets/shares' union all select '/targets/shares?view=all'"),
            Map.entry("/reporting/explain/{key}", "select '/reporting/explain/EMS-14001?year=2022'"),
            Map.entry("/reporting/explain/{key}/records", "select '/reporting/explain/EMS-14001/records?year=2022'"),
            Map.entry(
                    "/organisation/reorganisations/new",
                    "select '/organisation/reorganisations/new' || k from (values (''), ('?kind=MOVE'), ('?kind=SPLIT')) x(k)"),
            Map.entry("/organisation/calendars/{code}", "select '/organisation/calendars/CN?year=2026'"),
            Map.entry(
                    "/governance/reviews/{id}",
                    "select '/governance/reviews/' || min(id) from governance.review group by state"),
            Map.entry(
                    "/governance/committees/{id}",
                    "select '/governance/committees/' || id from governance.committee order by id"),
            Map.entry(
                    "/governance/meetings/{id}",
                    "select '/governance/meetings/' || min(id) from governance.meeting group by state"),
            Map.entry("/governance/reviews/{id}/inputs/{code}", """
            select '/governance/reviews/' || min(id) || '/inputs/TARGETS' from governance.review group by state"""),
            Map.entry("/governance/years/{unit}/{year}", """
            select '/governance/years/' || unit_id || '/' || year from governance.closed_year union all
            select '/governance/years/' || unit_id || '/' || year from governance.review where state = 'PLANNED'"""),
            Map.entry("/risks/{id}", "select '/risks/' || min(id) from risks.risk group by kind, unit_id"),
            Map.entry("/risks/{id}/{task}", """
            select '/risks/' || min(r.id) || '/' || t.task from risks.risk r
            cross join (values ('edit'), ('assess'), ('end'), ('control'), ('action'), ('cite')) t(task) where r.kind = 'RISK' group by t.task"""),
            Map.entry("/risks/controls/{id}/{task}", """
            select '/risks/controls/' || min(c.id) || '/' || t.task from risks.control c
            cross join (values ('edit'), ('verify'), ('end')) t(task) group by t.task"""),
            Map.entry("/risks/aspects/{id}", """
            select '/risks/aspects/' || min(a.id) from risks.aspect a
            left join risks.aspect_assessment s on s.aspect_id = a.id group by s.criteria_id"""),
            Map.entry("/risks/aspects/{id}/{task}", """
            select '/risks/aspects/' || min(a.id) || '/' || t.task from risks.aspect a
            cross join (values ('edit'), ('assess'), ('end'), ('impact'), ('cite')) t(task) group by t.task"""),
            Map.entry("/risks/aspects/{id}/link", """
            select '/risks/aspects/' || min(id) || '/link?q=water' from risks.aspect"""),
            Map.entry(
                    "/risks/map",
                    "select '/risks/map?which=' || w from (values ('shown'), ('residual'), ('inherent')) x(w)"),
            Map.entry(
                    "/risks/context/new",
                    "select '/risks/context/new?kind=' || k from (values ('SCOPE'), ('ISSUE'), ('PARTY')) x(k)"),
            Map.entry("/risks/context/{id}/{task}", """
            select '/risks/context/' || min(id) || '/' || t.task from risks.statement
            cross join (values ('replace'), ('withdraw')) t(task) group by t.task"""),
            Map.entry("/targets/{code}", "select '/targets/' || min(code) from targets.target"),
            Map.entry(
                    "/funds/lines/{id}",
                    "select '/funds/lines/' || min(id) from funds.line group by state, pending_id is null"),
            Map.entry("/funds/reporting", "select '/funds/reporting?year=2022'"),
            Map.entry("/reporting/publish", "select '/reporting/publish?year=2025'"),
            Map.entry(
                    "/trail/records/{place}/{key}",
                    "select '/trail/records/' || place || '/' || min(row_key) from trail.entry where place in ('rectification.item', 'organisation.unit') group by place"));

    /// The same pages with something else on them.
    private static final List<String> MORE = List.of(
            "/?state=bad",
            "/reporting/progress?year=2022",
            "/rectification?view=closed",
            "/rectification?severity=LOW&medium=NOISE",
            "/monitoring/exceedances?state=new",
            "/search?q=copper",
            "/search?q=nothing-is-called-so",
            "/funds/plan?by=category&structure=as-it-was",
            "/units?below=1");

    private final RequestMappingHandlerMapping mapping;
    private final UnaryOperator<String> key;
    private final java.util.function.Function<String, List<String>> query;

    /// @param key answers the key of a `room.table`
    /// @param query answers the addresses of a query
    PageAddresses(
            RequestMappingHandlerMapping mapping,
            UnaryOperator<String> key,
            java.util.function.Function<String, List<String>> query) {
        this.mapping = mapping;
        this.key = key;
        this.query = query;
    }

    List<Address> all() throws IOException {
        var lines = new TreeMap<String, AttackMatrix.Line>();
        AttackMatrix.lines().stream().filter(l -> l.method().equals("GET")).forEach(l -> lines.put(l.path(), l));
        var all = new ArrayList<Address>();
        for (String pattern : patterns()) {
            if (NO_PAGE.matcher(pattern).matches() || EXEMPT.containsKey(pattern)) {
                continue;
            }
            var line = lines.get(pattern);
            if (ASKED.containsKey(pattern)) {
                query.apply(ASKED.get(pattern)).forEach(path -> all.add(address(path, pattern)));
            } else if (line != null) {
                all.add(address(line.path(key), pattern));
            } else {
                all.add(new Address(pattern + " has no line in attack-matrix.csv", "", 0));
            }
        }
        MORE.forEach(path -> all.add(address(path, path)));
        all.add(new Address("/nowhere", "director", 404));
        all.add(new Address("/organisation/accounts", "contractor", 404));
        all.add(new Address("/desk", "contractor", 200));
        all.add(new Address("/desk", "site-manager", 200));
        return all;
    }

    private Set<String> patterns() {
        var patterns = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.verdite.")
                    && (info.getMethodsCondition().getMethods().isEmpty()
                            || info.getMethodsCondition()
                                    .getMethods()
                                    .contains(org.springframework.web.bind.annotation.RequestMethod.GET))) {
                info.getPatternValues().forEach(p -> patterns.add(AttackMatrix.plain(p)));
            }
        });
        return patterns;
    }

    private static Address address(String path, String pattern) {
        boolean accounts = pattern.startsWith("/organisation/accounts")
                || pattern.endsWith("/account")
                || pattern.equals("/rectification/rules/{severity}")
                || pattern.equals("/rectification/sampling/{severity}")
                || pattern.startsWith("/notices/webhooks");
        String login = pattern.equals("/sign-in") ? "" : accounts ? "admin" : "director";
        return new Address(path, login, 200);
    }
}
