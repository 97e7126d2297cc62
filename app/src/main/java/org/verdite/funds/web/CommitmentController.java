package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.Commitments;
import org.verdite.funds.FundingLine;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.NewCommitment;
import org.verdite.organisation.Access;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Binding money of a line by an order or a contract, and taking that back.
@Controller
class CommitmentController {

    private final Frames frames;
    private final FundingPlans plans;
    private final Commitments commitments;
    private final Contractors contractors;
    private final Access access;

    CommitmentController(
            Frames frames, FundingPlans plans, Commitments commitments, Contractors contractors, Access access) {
        this.frames = frames;
        this.plans = plans;
        this.commitments = commitments;
        this.contractors = contractors;
        this.access = access;
    }

    @GetMapping("/funds/lines/{id}/commitments/new")
    public ModelAndView fresh(@PathVariable long id, HttpServletRequest request) {
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        return fresh(line, Form.empty().with("key", UUID.randomUUID()), frames.texts(request));
    }

    private ModelAndView fresh(FundingLine line, Form form, Texts t) {
        var names = new LinkedHashMap<String, String>();
        contractors.names().forEach((id, name) -> names.put(String.valueOf(id), t.of(name)));
        BigDecimal approved = line.approved() == null ? BigDecimal.ZERO : line.approved();
        return new ModelAndView(
                "funds/web/newCommitment",
                "page",
                new LinePages.Bind(line, approved.subtract(line.committed()), form, names));
    }

    @PostMapping("/funds/lines/{id}/commitments")
    public ModelAndView bind(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        var form = Form.of(params);
        try {
            var commitment = new NewCommitment(
                    line.id(),
                    form.month("month"),
                    form.amount("amount"),
                    form.has("contractor") ? form.integer("contractor", 1, Integer.MAX_VALUE) : null,
                    form.has("contractor") ? "" : form.text("supplier", 200),
                    form.text("reference", 100),
                    form.optionalText("overReason", 500));
            form.check();
            commitments.bind(commitment, form.optionalText("key", 100));
            Flash.done(redirect, "funds.done.bound");
            return new ModelAndView("redirect:/funds/lines/" + id + "#commitments");
        } catch (Invalid e) {
            var again = fresh(line, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @PostMapping("/funds/commitments/{id}/reversal")
    public String reverse(
            @PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        LineId line = commitments.lineOf(id);
        commitments.reverse(id, reason);
        Flash.done(redirect, "funds.done.unbound");
        return "redirect:/funds/lines/" + line + "#commitments";
    }
}
