using CreditBot.Commands;

return await CommandTable.RunAsync(args);
