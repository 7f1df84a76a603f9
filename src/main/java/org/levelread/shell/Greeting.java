package org.levelread.shell;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Prepares the first start and tells on standard output where the server is and who may sign in.
@Component
@Profile("serve")
class Greeting implements ApplicationRunner {
    private final FirstStart firstStart;
    private final DemoStudy demoStudy;
    private final ServletWebServerApplicationContext server;
    private final Environment settings;

    Greeting(
            FirstStart firstStart,
            DemoStudy demoStudy,
            ServletWebServerApplicationContext server,
            Environment settings) {
        this.firstStart = firstStart;
        this.demoStudy = demoStudy;
        this.server = server;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean demo = settings.getRequiredProperty("levelread.demo", boolean.class);
        List<String> lines = new ArrayList<>();
        lines.add("LevelRead is ready");
        lines.add("");
        lines.add("  open   http://localhost:" + server.getWebServer().getPort());
        lines.add("  data   " + settings.getRequiredProperty("levelread.data"));
        List<String> accounts = demo ? firstStart.withDemo() : firstStart.withoutDemo();
        if (demo) demoStudy.load();
        if (!accounts.isEmpty()) {
            lines.add("");
            lines.add(demo ? "  demo accounts (user name, password, role)" : "  first account");
            accounts.forEach(account -> lines.add("    " + account));
        }
        if (demo) {
            lines.add("");
            lines.add("  Everyone knows these passwords: start with --no-demo for real work.");
        }
        print(lines);
    }

    private static void print(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        String rule = "─".repeat(width + 2);
        System.out.println(rule);
        lines.forEach(line -> System.out.println(" " + line));
        System.out.println(rule);
    }
}
