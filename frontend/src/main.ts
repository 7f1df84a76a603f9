/** All elements of LevelRead's own in one script. */
import "./radiograph-viewer.js";
import "./reading-screen.js";
