Feature: Notes

  @SC-1
  Scenario: A note is added
    Given the service runs
    When somebody adds a note "buy milk"
    Then the answer is 201 with its id

  @SC-2
  Scenario: A note without a text is refused
    Given the service runs
    When somebody adds a note without a text
    Then the answer is 400

  @SC-3
  Scenario: An unknown note is not found
    Given the service runs
    When somebody reads the note "999"
    Then the answer is 404

  @SC-4
  Scenario: Notes are there again after a restart
    Given a note "buy milk" was added
    When the service is started again
    Then the list holds "buy milk"
