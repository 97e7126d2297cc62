package org.verdite.risks.web;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;

/// Takes a step that was sent by a form, and draws the form again when it can't be taken: nothing typed is lost.
final class Tasks {

    /// Draws the form again.
    interface Again {
        ModelAndView draw(Form form, String refused);
    }

    private Tasks() {}

    /// @param step reads the form and takes the step; answers where to go
    /// @param difference what somebody else saved meanwhile, as a page
    static ModelAndView take(
            Form form, Texts t, Supplier<String> step, Again again, Function<Form, ModelAndView> difference) {
        try {
            return new ModelAndView("redirect:" + step.get());
        } catch (Invalid e) {
            var page = again.draw(form.ok() ? form.refused(e) : form, "");
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        } catch (Refused e) {
            var page = again.draw(form, t.of(e.key(), e.args()));
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        } catch (Conflict e) {
            var page = difference.apply(form);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
    }

    static ModelAndView page(TaskPage page) {
        return new ModelAndView("risks/web/task", "page", page);
    }

    /// The same page with what somebody else saved.
    static ModelAndView conflict(TaskPage page, Difference difference) {
        return page(new TaskPage(
                page.title(), page.lead(), page.list(), page.number(), page.path(), page.ask(), "", difference));
    }
}
