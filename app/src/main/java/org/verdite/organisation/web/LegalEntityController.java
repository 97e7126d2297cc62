package org.verdite.organisation.web;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.LegalEntities;
import org.verdite.organisation.Permission;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// Legal entities and who holds which share of them since when.
@Controller
class LegalEntityController {

    private static final String LIST = "/organisation/legal-entities";

    record EntitiesPage(List<HoldingsQueries.EntityLine> entities, boolean mayEdit, Form form) {}

    /// @param held shares of it, of all times
    /// @param holds shares it holds of others
    /// @param step the form that was sent back with problems: change or hold
    record EntityPage(
            HoldingsQueries.EntityLine entity,
            List<HoldingsQueries.Line> held,
            List<HoldingsQueries.Line> holds,
            List<HoldingsQueries.EntityLine> others,
            boolean mayEdit,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Form.empty()
                            .with("name.en", entity.name().texts().getOrDefault("en", ""))
                            .with("name.zh", entity.name().texts().getOrDefault("zh", ""))
                            .with("country", entity.country());
        }
    }

    private final LegalEntities entities;
    private final HoldingsQueries holdings;
    private final Access access;

    LegalEntityController(LegalEntities entities, HoldingsQueries holdings, Access access) {
        this.entities = entities;
        this.holdings = holdings;
        this.access = access;
    }

    @GetMapping(LIST)
    ModelAndView list() {
        return list(Form.empty());
    }

    private ModelAndView list(Form form) {
        return Steps.page("entities", new EntitiesPage(holdings.entities(), mayEdit(), form), form);
    }

    private boolean mayEdit() {
        return access.mayAtTop(Permission.ORGANISATION_EDIT);
    }

    @PostMapping(LIST)
    ModelAndView add(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        boolean done = Steps.taken(form, "code", f -> {
            String code = f.text("code", 40);
            var name = f.texts("name", 200);
            String country = f.text("country", 2);
            f.check();
            entities.add(code, name, country);
        });
        if (!done) {
            return list(form);
        }
        Flash.done(redirect, "organisation.entity.added");
        return new ModelAndView("redirect:" + LIST);
    }

    @GetMapping(LIST + "/{id}")
    ModelAndView one(@PathVariable int id) {
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String step, Form form) {
        var entity = holdings.entity(id);
        var others = holdings.entities().stream().filter(e -> e.id() != id).toList();
        return Steps.page(
                "entity",
                new EntityPage(entity, holdings.heldOf(id), holdings.heldBy(id), others, mayEdit(), step, form),
                form);
    }

    @PostMapping(LIST + "/{id}/change")
    ModelAndView change(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        holdings.entity(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "name.en", f -> {
            var name = f.texts("name", 200);
            String country = f.text("country", 2);
            f.check();
            entities.change(id, f.version(), name, country);
        });
        if (!done) {
            return page(id, "change", form);
        }
        Flash.done(redirect, "organisation.entity.changed");
        return new ModelAndView("redirect:" + LIST + "/" + id);
    }

    @PostMapping(LIST + "/{id}/holdings")
    ModelAndView hold(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        String code = holdings.entity(id).code();
        var form = Form.of(params);
        boolean done = Steps.taken(form, "holdingFrom", f -> {
            String owner = f.text("owner", 40);
            var share = f.number("share");
            var from = f.date("holdingFrom");
            f.check();
            entities.hold(code, owner, share, from);
        });
        if (!done) {
            return page(id, "hold", form);
        }
        Flash.done(redirect, "organisation.entity.held");
        return new ModelAndView("redirect:" + LIST + "/" + id);
    }
}
