package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// A move, a merge or a split is looked at before it happens, and somebody else confirms it.
class ReorganisationTests extends OrganisationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Autowired
    Reorganisations reorganisations;

    @Autowired
    Actions actions;

    private Reorganisation propose(
            int account, Reorganisation.Kind kind, List<UnitId> from, List<UnitId> to, String... shares) {
        return scopeOf(account)
                .get(() -> reorganisations.propose(new NewReorganisation(
                        kind,
                        DAY,
                        from,
                        to,
                        java.util.Arrays.stream(shares).map(BigDecimal::new).toList(),
                        "Leaner")));
    }

    private void confirm(int account, Reorganisation draft) {
        scopeOf(account).run(() -> reorganisations.confirm(draft.id(), draft.version()));
    }

    private Integer parent(UnitId unit, LocalDate day) {
        var node = system(() -> trees.on(day).node(unit.value()));
        return node == null ? null : node.parent();
    }

    @Test
    void nothingChangesUntilSomebodyElseConfirmsAndThenFromItsDayOn() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var mine = unit(a);
        int proposer = account(Role.DIRECTOR, home);
        int other = account(Role.DIRECTOR, home);
        var draft = propose(proposer, Reorganisation.Kind.MOVE, List.of(mine), List.of(b));
        assertThat(parent(mine, DAY)).isEqualTo(a.value());
        assertThatThrownBy(() -> confirm(proposer, draft))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.reorganisation.refused.own");
        confirm(other, draft);
        assertThat(parent(mine, DAY)).isEqualTo(b.value());
        assertThat(parent(mine, DAY.minusDays(1))).isEqualTo(a.value());
        assertThatThrownBy(() -> scopeOf(other).run(() -> reorganisations.drop(draft.id(), draft.version() + 1)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aDraftThatIsPutAsideLeavesNoTraceInTheTree() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        int proposer = account(Role.DIRECTOR, home);
        var draft = propose(proposer, Reorganisation.Kind.MERGE, List.of(a), List.of(b));
        scopeOf(proposer).run(() -> reorganisations.drop(draft.id(), draft.version()));
        assertThat(parent(a, DAY)).isEqualTo(home.value());
        int other = account(Role.DIRECTOR, home);
        assertThatThrownBy(() -> confirm(other, draft)).isInstanceOf(Refused.class);
    }

    @Test
    void aUnitNeverComesToStandBelowItself() {
        var home = unit(top);
        var a = unit(home);
        var below = unit(unit(a));
        int proposer = account(Role.DIRECTOR, home);
        assertThat(problemsOf(() -> propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(below))))
                .containsExactly("to organisation.reorganisation.belowItself");
        assertThat(problemsOf(() -> propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(home))))
                .as("it stands there already")
                .containsExactly("to organisation.reorganisation.there");
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.MERGE, List.of(a, a), List.of(home)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.SPLIT, List.of(a), List.of(unit(home)), "1.2"))
                .isInstanceOf(Invalid.class);
        var outside = unit(top);
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(outside)))
                .isInstanceOf(NotHere.class);
    }

    private static List<String> problemsOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        var invalid = org.assertj.core.api.Assertions.catchThrowableOfType(Invalid.class, step);
        return invalid.problems().stream().map(p -> p.field() + " " + p.key()).toList();
    }

    @Test
    void twoDraftsThatTogetherCloseACircleAreStoppedAtTheSecond() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        int proposer = account(Role.DIRECTOR, home);
        int other = account(Role.DIRECTOR, home);
        var first = propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(b));
        var second = propose(proposer, Reorganisation.Kind.MOVE, List.of(b), List.of(a));
        confirm(other, first);
        assertThatThrownBy(() -> confirm(other, second))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.refused.circle");
        assertThat(scopeOf(other).get(() -> reorganisations.get(second.id())).state())
                .as("nothing of it is half done")
                .isEqualTo(Reorganisation.State.DRAFT);
    }

    @Test
    void aMergeTakesWhatStandsBelowAndThePeopleAlongAndEndsTheUnit() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var child = unit(a);
        int n = next();
        PersonId person = system(() -> people.add(new NewPerson(a, "RO" + n, LocalText.of("en", "Somebody"), "", "")));
        int proposer = account(Role.DIRECTOR, home);
        var draft = propose(proposer, Reorganisation.Kind.MERGE, List.of(a), List.of(b));
        confirm(account(Role.DIRECTOR, home), draft);
        assertThat(parent(child, DAY)).isEqualTo(b.value());
        assertThat(system(() -> trees.on(DAY).node(a.value()))).isNull();
        assertThat(system(() -> people.unitOf(person))).isEqualTo(b);
    }

    @Test
    void aSplitOfAPartLeavesTheUnitAndOneOfAllEndsIt() {
        var home = unit(top);
        var a = unit(home);
        int proposer = account(Role.DIRECTOR, home);
        int other = account(Role.DIRECTOR, home);
        confirm(other, propose(proposer, Reorganisation.Kind.SPLIT, List.of(a), List.of(unit(home)), "0.4"));
        assertThat(parent(a, DAY)).isEqualTo(home.value());
        confirm(
                other,
                propose(
                        proposer,
                        Reorganisation.Kind.SPLIT,
                        List.of(unit(a)),
                        List.of(unit(home), unit(home)),
                        "0.5",
                        "0.5"));
        var going = unit(home);
        var late = scopeOf(proposer)
                .get(() -> reorganisations.propose(new NewReorganisation(
                        Reorganisation.Kind.MERGE,
                        LocalDate.of(2027, 1, 1),
                        List.of(going),
                        List.of(a),
                        List.of(),
                        "Later")));
        assertThatThrownBy(() -> confirm(other, late))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.reorganisation.refused.day");
    }

    @Test
    void thePreviewCountsWhatHangsOnTheUnitsInEveryRoomAndThePageShowsIt() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var below = unit(a);
        site(below);
        int n = next();
        int proposer = account(Role.DIRECTOR, home);
        PersonId owner =
                system(() -> people.add(new NewPerson(below, "RT" + n, LocalText.of("en", "Owner " + n), "", "")));
        system(() -> actions.open(new NewAction(
                below,
                "Plant trees",
                "OTHER",
                owner,
                LocalDate.of(2026, 9, 1),
                null,
                new Origin("organisation", "unit", String.valueOf(below.value()), "A unit", "/organisation/units/1"))));
        var draft = propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(b));
        var session = signIn(account(Role.DIRECTOR, home));
        for (var language : Map.of("en", "Open actions", "zh-CN", "未完成的措施").entrySet()) {
            assertThat(mvc.get().uri(draft.path()).session(session).header("Accept-Language", language.getKey()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(language.getValue());
        }
        var json = mvc.get()
                .uri("/api" + draft.path())
                .session(session)
                .header("Accept-Language", "en")
                .exchange();
        assertThat(json).hasStatusOk();
        assertThat(json)
                .bodyJson()
                .extractingPath("$.touched[*].what")
                .asArray()
                .contains("People", "Sites", "Open actions");
        assertThat(json)
                .bodyJson()
                .extractingPath("$.places[0].after[-1:].en")
                .asArray()
                .containsExactly("Unit " + code(b));
        mvc.post()
                .uri(draft.path())
                .session(session)
                .with(csrf())
                .param("step", "confirm")
                .param("version", "1")
                .exchange();
        assertThat(parent(a, DAY)).isEqualTo(b.value());
        for (String page : List.of("", "/new", "/export", "?state=CONFIRMED")) {
            assertThat(mvc.get().uri("/organisation/reorganisations" + page).session(session))
                    .as(page)
                    .hasStatusOk();
        }
    }

    private String code(UnitId unit) {
        return java.util.Objects.requireNonNull(trees.today().node(unit.value()))
                .code()
                .substring(2);
    }

    private static String id(UnitId unit) {
        return String.valueOf(unit.value());
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult send(
            org.springframework.mock.web.MockHttpSession session, String... fields) {
        var request = mvc.post()
                .uri("/organisation/reorganisations")
                .session(session)
                .with(csrf())
                .header("Accept-Language", "en")
                .param("day", "2026-03-01")
                .param("reason", "Leaner");
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    @Test
    void whoKnowsNoCodeChoosesWhatIsToHappenAndThenTheUnitsByName() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var session = signIn(account(Role.DIRECTOR, home));
        assertThat(mvc.get()
                        .uri("/organisation/reorganisations/new?from=" + id(a))
                        .session(session)
                        .header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyText()
                .contains("?kind=MERGE&amp;from=" + id(a), "Propose a split")
                .doesNotContain("<form method=\"post\" action=\"/organisation/reorganisations\"");
        assertThat(mvc.get()
                        .uri("/organisation/reorganisations/new?kind=MOVE&from=" + id(a))
                        .session(session)
                        .header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyText()
                .contains("New unit above", "Unit " + code(b), "value=\"" + id(a) + "\" checked")
                .doesNotContain("share." + id(b));
        assertThat(send(session, "kind", "MOVE", "do", "find", "from", id(a), "q.to", "unit " + code(b)))
                .as("what was chosen stays while another is looked for")
                .hasStatusOk()
                .bodyText()
                .contains("value=\"" + id(a) + "\" checked", "Unit " + code(b));
        assertThat(send(session, "kind", "MOVE", "from", id(a), "to", id(b))
                        .getResponse()
                        .getRedirectedUrl())
                .startsWith("/organisation/reorganisations/");
    }

    @Test
    void whatIsWrongWithAProposalIsSaidByTheNamesOfTheUnitsAndAllAtOnce() {
        var home = unit(top);
        var a = unit(home);
        var below = unit(a);
        var session = signIn(account(Role.DIRECTOR, home));
        assertThat(send(session, "kind", "MOVE", "from", id(a), "from", id(below), "to", id(home)))
                .hasStatus(422)
                .bodyText()
                .contains("Unit " + code(a) + " stands below Unit " + code(home) + " already.")
                .doesNotContain("would come to stand");
        assertThat(send(session, "kind", "MERGE", "from", id(a), "to", id(below)))
                .hasStatus(422)
                .bodyText()
                .contains("Unit " + code(a) + " would come to stand below itself");
        assertThat(send(session, "kind", "SPLIT"))
                .hasStatus(422)
                .bodyText()
                .contains("href=\"#f-from\"", "href=\"#f-to\"");
    }

    @Test
    void ofASplitEachPartSaysHowMuchItGetsInPerCent() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var c = unit(home);
        var session = signIn(account(Role.DIRECTOR, home));
        assertThat(send(session, "kind", "SPLIT", "from", id(a), "to", id(b), "to", id(c), "share." + id(b), "70"))
                .hasStatus(422)
                .bodyText()
                .contains("href=\"#f-share-" + id(c) + "\"");
        assertThat(send(
                        session,
                        "kind",
                        "SPLIT",
                        "from",
                        id(a),
                        "to",
                        id(b),
                        "to",
                        id(c),
                        "share." + id(b),
                        "70",
                        "share." + id(c),
                        "45"))
                .hasStatus(422)
                .bodyText()
                .contains("come to 115%");
        String made = send(
                        session,
                        "kind",
                        "SPLIT",
                        "from",
                        id(a),
                        "to",
                        id(b),
                        "to",
                        id(c),
                        "share." + id(b),
                        "70",
                        "share." + id(c),
                        "22.5")
                .getResponse()
                .getRedirectedUrl();
        assertThat(mvc.get().uri("/api" + made).session(session))
                .bodyJson()
                .extractingPath("$.reorganisation.shares[1]")
                .asNumber()
                .satisfies(share -> assertThat(share.doubleValue()).isEqualTo(0.225));
    }

    @Test
    void aGapInAListIsNamedAtItsPlace() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var session = signIn(account(Role.DIRECTOR, home));
        for (String lists : List.of(
                "\"from\":[null],\"to\":[" + b.value() + "]",
                "\"from\":[" + a.value() + "],\"to\":[" + b.value() + ",null],\"shares\":[0.5,0.5]",
                "\"from\":[" + a.value() + "],\"to\":[" + b.value() + "],\"shares\":[null]")) {
            assertThat(mvc.post()
                            .uri("/api/organisation/reorganisations")
                            .session(session)
                            .with(csrf())
                            .contentType("application/json")
                            .content("{\"kind\":\"SPLIT\",\"day\":\"2026-03-01\",\"reason\":\"r\"," + lists + "}"))
                    .as(lists)
                    .hasStatus(422)
                    .bodyText()
                    .containsPattern("\"field\":\"(from\\[0]|to\\[1]|shares\\[0])\"");
        }
    }
}
