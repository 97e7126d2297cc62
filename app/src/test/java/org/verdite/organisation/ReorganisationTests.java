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
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(below)))
                .isInstanceOf(Refused.class)
                .hasMessage("organisation.refused.circle");
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.MERGE, List.of(a, a), List.of(home)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.SPLIT, List.of(a), List.of(unit(home)), "1.2"))
                .isInstanceOf(Invalid.class);
        var outside = unit(top);
        assertThatThrownBy(() -> propose(proposer, Reorganisation.Kind.MOVE, List.of(a), List.of(outside)))
                .isInstanceOf(NotHere.class);
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

    @Test
    void theFormTakesCodesOfUnits() {
        var home = unit(top);
        var a = unit(home);
        var b = unit(home);
        var session = signIn(account(Role.DIRECTOR, home));
        var sent = mvc.post()
                .uri("/organisation/reorganisations")
                .session(session)
                .with(csrf())
                .param("kind", "MOVE")
                .param("from", "U-" + code(a))
                .param("to", "U-" + code(b))
                .param("day", "2026-03-01")
                .param("reason", "Leaner")
                .exchange();
        assertThat(sent.getResponse().getRedirectedUrl()).startsWith("/organisation/reorganisations/");
        var wrong = mvc.post()
                .uri("/organisation/reorganisations")
                .session(session)
                .with(csrf())
                .param("kind", "MOVE")
                .param("from", "NOWHERE")
                .param("to", "U-" + code(b))
                .param("day", "2026-03-01")
                .param("reason", "Leaner")
                .exchange();
        assertThat(wrong).hasStatus(422).bodyText().contains("NOWHERE");
    }
}
