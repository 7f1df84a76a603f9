package org.levelread.segmentation;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The numbers in which a training step convolves; weights, batch norm, loss and optimiser are float32 in either.
public enum Precision {
    FLOAT32,
    /// The engine's autocast: convolutions of bfloat16 (8 bits of mantissa) that add up in float32. On a processor
    /// with instructions for it a step takes about half the time.
    BFLOAT16;

    /// DJL has no call for the engine's autocast: its C++ functions are called as libtorch exports them,
    /// `at::autocast::set_autocast_enabled(DeviceType, bool)` and `at::autocast::clear_cache()`
    private static final String ENABLE = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb";

    private static final String CLEAR = "_ZN2at8autocast11clear_cacheEv";
    private static final byte CPU = 0;

    /// the faster one on this machine
    public static Precision fastest() {
        Path processor = Path.of("/proc/cpuinfo");
        try {
            String flags = Files.isReadable(processor) ? Files.readString(processor) : "";
            return flags.contains("avx512_bf16") || flags.contains("amx_bf16") ? BFLOAT16 : FLOAT32;
        } catch (IOException e) {
            return FLOAT32;
        }
    }

    /// Switches the calling thread to this precision until it is closed.
    ///
    /// @throws IllegalStateException in one sentence, if the engine has no autocast; call it after the engine has started
    Scope begin() {
        if (this == FLOAT32) return () -> {};
        Autocast autocast = Autocast.FOUND;
        if (autocast == null) {
            throw new IllegalStateException("this version of the engine offers no bfloat16; train with --precision float32");
        }
        autocast.enable(true);
        return () -> autocast.enable(false);
    }

    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    private record Autocast(MethodHandle enable, MethodHandle clear) {
        /// looked up once, at the first use: by then the engine has started
        static final @Nullable Autocast FOUND = found();

        private static @Nullable Autocast found() {
            SymbolLookup engine = SymbolLookup.loaderLookup();
            MemorySegment enable = engine.find(ENABLE).orElse(null);
            MemorySegment clear = engine.find(CLEAR).orElse(null);
            if (enable == null || clear == null) return null;
            Linker linker = Linker.nativeLinker();
            return new Autocast(
                    linker.downcallHandle(
                            enable, FunctionDescriptor.ofVoid(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BOOLEAN)),
                    linker.downcallHandle(clear, FunctionDescriptor.ofVoid()));
        }

        void enable(boolean on) {
            try {
                enable.invokeExact(CPU, on);
                // weights in bfloat16 are kept within one forward pass only
                if (!on) clear.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException("the engine refused to change its precision", e);
            }
        }
    }
}
