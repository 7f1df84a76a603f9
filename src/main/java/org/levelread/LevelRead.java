package org.levelread;

public final class LevelRead {
    public static void main(String[] args) {}
}
