"""The web side: chat gateway and pages, the klantmanager's pages, the action webhook. Rasa is reached from here only."""
