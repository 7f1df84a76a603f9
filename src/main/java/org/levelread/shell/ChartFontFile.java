package org.levelread.shell;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The font that charts are measured with, out of the PDFBox jar, for browsers that have none of its width: else labels run into the
/// plot.
@Configuration
class ChartFontFile implements WebMvcConfigurer {
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/chart-fonts/**")
                .addResourceLocations("classpath:/org/apache/pdfbox/resources/ttf/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePrivate());
    }
}
