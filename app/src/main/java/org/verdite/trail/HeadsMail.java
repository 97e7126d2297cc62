package org.verdite.trail;

import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/// Mails the day's head to people or an archive outside; the server is Spring's (`spring.mail.host` and so on).
@Component
@ConditionalOnProperty("verdite.trail.heads-mail-to")
class HeadsMail implements HeadReceiver {

    private final ObjectProvider<JavaMailSender> mail;
    private final MessageSource messages;
    private final String[] to;
    private final String from;

    HeadsMail(
            ObjectProvider<JavaMailSender> mail,
            MessageSource messages,
            @Value("${verdite.trail.heads-mail-to}") String[] to,
            @Value("${verdite.trail.heads-mail-from:verdite@localhost}") String from) {
        this.mail = mail;
        this.messages = messages;
        this.to = to.clone();
        this.from = from;
    }

    @Override
    public void receive(Head head) {
        var sender = mail.getIfAvailable();
        if (sender == null) {
            throw new IllegalStateException("there is no mail server: set spring.mail.host");
        }
        var message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject(say("trail.mail.subject", Locale.ENGLISH, head));
        message.setText(say("trail.mail.text", Locale.ENGLISH, head) + "\n"
                + say("trail.mail.text", Locale.SIMPLIFIED_CHINESE, head) + "\n\n" + head.line() + "\n");
        sender.send(message);
    }

    private String say(String key, Locale locale, Head head) {
        return messages.getMessage(
                key, new Object[] {String.valueOf(head.anchor()), head.hash().substring(0, 12)}, locale);
    }
}
